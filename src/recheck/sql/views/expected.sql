-- Who should have reported what: every reporter and half-year, from the first in the store (or the reporter's own
-- first) to the last in the store.
-- one row per: institution, period
-- read by: reporter_state, reporting_date
with recursive half_year (period) as (
    select min(period) from known_version where not withdrawn and kind <> 'supervision'
    union all
    select if(right(period, 1) = '1',
        substr(period, 1, 4) || 'H2',
        (cast(substr(period, 1, 4) as integer) + 1) || 'H1')
    from half_year
    cross join question as q
    where period < coalesce(
        greatest(q.expected_until, (select max(v.period) from known_version as v where not v.withdrawn and v.kind <> 'supervision')), ''
    )
)
select r.institution, h.period
from reporter as r
join half_year as h
    on h.period between coalesce(r.from_period, '0000H1') and coalesce(r.until_period, '9999H2')
