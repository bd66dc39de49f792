-- The duties that conclusions opened by day T, of the cases asked for, and whether 处置措施 has settled them. A measure
-- without a day is taken to be of the day of the finding.
-- one row per: case_no, outcome
-- read by: disposal, outcome_case, outcomes
with found as (
    select
        a.case_no, r.outcome, r.duty,
        min(c.concluded_on) as found_on,
        arg_min(c.source, c.concluded_on) as found_by,
        found_on + cast(any_value(r.days) as integer) as settle_by,
        any_value(r.settled_by) as settled_by,
        any_value(r.pending) as pending
    from asked_case as a
    cross join question as q
    join concluded as c using (case_no)
    join outcome_rule as r on contains(c.conclusion, r.outcome)
    where c.concluded_on <= q.as_of and a.state <> 'void'
    group by a.case_no, r.outcome, r.duty
),

disposed as (
    select
        f.case_no,
        arg_max(r.disposition, f.newest) as disposition,
        arg_max(r.disposed_on, f.newest) as disposed_on
    from case_row as f
    join row_read as r using (row_no)
    where f.case_no in (select case_no from found)
    group by f.case_no
)
select
    f.* exclude (settled_by, pending),
    d.disposition,
    d.disposed_on,
    coalesce(
        regexp_matches(d.disposition, f.settled_by) and not regexp_matches(d.disposition, f.pending)
            and coalesce(d.disposed_on <= q.as_of, true),
        false
    ) as settled,
    if(settled, null, q.as_of - f.found_on) as days_waiting
from found as f
cross join question as q
left join disposed as d using (case_no)
