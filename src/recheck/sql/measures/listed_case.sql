-- The cases to list: all that are asked for, only the overdue ones, or those that become overdue within some days.
-- one row per: case_no
-- read by: case_event, case_known, cases, due, listed_detail, listed_person, outcomes, overdue_agrees
select a.*
from asked_case as a
cross join question as q
where (not q.overdue_only or a.state = 'overdue')
    and (q.due_within is null or (a.state = 'not_due' and a.limit_on - q.as_of <= q.due_within))
