-- The rates of definitions §7 for the groups named in the variable `group_columns`.
-- one row per: combination of groups that has a case
-- read by: measures
with grouped as (
    select
        columns(lambda name: list_contains(getvariable('group_columns'), name)),
        count(*) as cases,
        count(distinct worker_no) as workers,
        count(*) filter (where due) as due,
        count(*) filter (where due and rechecked) as done,
        count(*) filter (where due and state = 'done_on_time') as on_time,
        count(*) filter (where state = 'overdue') as overdue,
        count(*) filter (where not due) as due_later,
        count(*) filter (where state = 'overdue' and leaver_confirmed) as overdue_left,
        count(*) filter (where rechecked) as rechecked_count
    from counted
    group by all
),

shared as (
    -- n, the denominator, is empty when nothing is due, and when only open cases are counted
    select
        g.*,
        cast(nullif(if(q.open_only, 0, g.due), 0) as double) as n,
        g.overdue / n as p,
        1.959963984540054 as z
    from grouped as g
    cross join question as q
)
select
    g.* exclude (overdue_left, rechecked_count, p, n, z),
    done / n as recheck_rate,
    on_time / n as on_time_rate,
    p as missed_rate,
    if(n is null, null, greatest(0, (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)))
        as missed_rate_low,
    if(n is null, null, least(1, (p + z * z / (2 * n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)))
        as missed_rate_high,
    (overdue - overdue_left) / nullif(if(q.open_only, null, cast(due - overdue_left as double)), 0) as missed_rate_adjusted,
    (cases - rechecked_count) / nullif(if(q.open_only, null, cast(cases as double)), 0) as missed_rate_gross,
    q.as_of,
    q.known_at
from shared as g
cross join question as q
