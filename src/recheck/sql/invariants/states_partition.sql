-- At the end of day T every case examined by then is in exactly one state.
-- one row per: day asked
-- read by: invariants
with stated as (
    select case_no, count(*) as states
    from case_state
    where state in ('void', 'exempt', 'done_on_time', 'done_late', 'not_due', 'overdue')
    group by case_no
)
select
    cast(any_value(q.as_of) as varchar) as label,
    count(*) as expected,
    count(*) filter (where s.states = 1) as found
from case_fact as f
cross join question as q
left join stated as s using (case_no)
where f.exam_date <= q.as_of
