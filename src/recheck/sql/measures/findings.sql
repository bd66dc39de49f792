-- Findings with their places: of active versions and of refused files that no good file followed;
-- of everything when the question says so.
-- one row per: finding
-- read by: finding_counts
select
    v.institution, v.period, p.file, p.sheet, p.row, p."column", p.heading, p.code, p.severity, p.parameters,
    p.corrected_by, p.corrected_on, p.basis
from known_finding as p
left join known_version as v using (version_no)
cross join question as q
where (
        q.everything
        or v.active
        or p.file_no in (select file_no from open_refusal)
    )
    and (q.institution is null or v.institution = q.institution)
order by v.period nulls first, v.institution nulls first, p.file_no, p.sheet, p.row nulls first, p."column" nulls first, p.code, p.heading nulls first, p.parameters
