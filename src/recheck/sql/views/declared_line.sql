-- What the versions known at K declare on a sheet 汇总. Where versions supplement each other, the newest declaration
-- counts, as a whole.
-- one row per: version_no
-- read by: claim_line, declarations, declared_finding
select
    d.*,
    v.file_no, v.institution, v.period, v.kind,
    v.active and not exists (
        from declaration as o
        join known_version as w using (version_no)
        where w.active and w.institution = v.institution and w.period = v.period and w.kind = v.kind
            and w.newness > v.newness
    ) as counts
from declaration as d
join known_version as v using (version_no)
