-- The day until which everybody had to report on a half-year: those of the store, and those asked about.
-- one row per: period
-- read by: late_version, reporter_state
select
    p.period,
    cast(
        if(right(p.period, 1) = '1',
            substr(p.period, 1, 4) || '-' || j.reporting_first,
            (cast(substr(p.period, 1, 4) as integer) + 1) || '-' || j.reporting_second
        ) as date
    ) as report_by
from (select period from known_version union select period from expected) as p
cross join judging as j
