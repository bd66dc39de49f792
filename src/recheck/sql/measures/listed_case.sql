-- The cases to list: all that are asked for, or only the overdue ones.
-- one row per: case_no
-- read by: cases, listed_detail, listed_person, overdue_agrees
select a.*
from asked_case as a
cross join question as q
where not q.overdue_only or a.state = 'overdue'
