-- Who has reported, in which versions, with the fates of the rows; and who is missing.
-- one row per: version of a submission, or missing submission
-- read by: measures
with listed as (
    select
        institution, period, kind, version,
        status,
        received_at, file, sha256,
        accepted + held + duplicate + superseded + blank + furniture as rows,
        accepted, held, duplicate, superseded, blank, furniture, errors, warnings, late,
        examined, declared
    from claim_line
    union all
    select
        e.institution, e.period, 'recheck_status', null, 'missing',
        null, null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, false,
        null, null
    from expected as e
    where not exists (
        from known_version as v
        where v.institution = e.institution and v.period = e.period and v.kind = 'recheck_status'
            and v.active
    )
)
select l.*
from listed as l
cross join question as q
where q.institution is null or l.institution = q.institution
order by l.period, l.institution, l.kind, l.version nulls last
