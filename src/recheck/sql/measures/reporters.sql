-- How every expected reporter stands with the half-years asked, and how many days after the reporting date T is.
-- one row per: institution, period
-- read by: measures
select s.institution, s.period, s.status, s.late, s.report_by, q.as_of - s.report_by as days_late, q.as_of, q.known_at
from reporter_state as s
cross join question as q
where q.institution is null or s.institution = q.institution
order by s.period, days_late, s.institution
