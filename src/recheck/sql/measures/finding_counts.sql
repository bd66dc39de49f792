-- How many findings of each code the active versions and the open refusals have.
-- one row per: code
-- read by: measures
select code, severity, count(*) as findings
from findings
group by code, severity
order by array_position(['error', 'warning', 'note'], severity), findings desc, code
