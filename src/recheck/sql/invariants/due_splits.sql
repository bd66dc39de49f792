-- due = done + overdue; on_time is part of done, done and overdue are parts of due, as sets of cases.
-- one row per: half-year of the deadline
-- read by: invariants
with member as (
    select
        due_period,
        due,
        due and rechecked as done,
        due and state = 'done_on_time' as on_time,
        state = 'overdue' as overdue
    from counted
)
select
    due_period as label,
    count(*) filter (where due) as expected,
    count(*) filter (where due and (done <> overdue) and (done or not on_time))
        - count(*) filter (where overdue and not due) as found
from member
group by due_period
