-- The data quality of each active submission, 0 to 100: the points of its parts, of all that there are.
-- one row per: institution, period
-- read by: measures
select institution, period, 100 * sum(points) / sum(weight) as score
from quality
group by institution, period
order by institution, period
