-- Cases about to become overdue, institution by institution, the nearest deadline first. `days_left`: to the last day in
-- time, grace included; 0 on that day.
-- one row per: case_id
-- read by: measures
select c.*, a.limit_on - q.as_of as days_left
from cases as c
join listed_case as a using (case_id)
cross join question as q
order by c.institution, a.limit_on, c.enterprise, c.case_id
