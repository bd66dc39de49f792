-- Who was overdue at the end of a day; several days are gathered under this name.
-- one row per: day, case_no
-- read by: repeated
select q.as_of as day, a.case_no, a.case_id, a.enterprise_no, a.enterprise, a.uscc, a.district, a.town, a.days_overdue
from asked_case as a
cross join question as q
where a.state = 'overdue'
