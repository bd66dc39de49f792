-- Who has reported, in which versions, with the fates of the rows; and who is missing or excused.
-- one row per: version of a submission, or submission that is missing or excused
-- read by: reporters_stated
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
        institution, period, 'recheck_status', null, status,
        null, null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, false,
        null, null
    from reporter_state
    where status in ('missing', 'excused')
)
select l.*
from listed as l
cross join question as q
where q.institution is null or l.institution = q.institution
order by l.period, l.institution, l.kind, l.version nulls last
