-- Every expected reporter is active, nil, missing or excused for every half-year, as `submissions` lists it: never two of
-- them, and never none.
-- one row per: half-year
-- read by: invariants
with listed as (
    select institution, period, if(status in ('active', 'nil'), 'reported', status) as status
    from submissions
    where kind = 'recheck_status' and status in ('active', 'nil', 'missing', 'excused')
    group by all
),

counted as (
    select institution, period, count(*) as statuses from listed group by all
)
select s.period as label, count(*) as expected, count(*) filter (where c.statuses = 1) as found
from reporter_state as s
left join counted as c using (institution, period)
group by s.period
