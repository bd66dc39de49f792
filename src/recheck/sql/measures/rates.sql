-- The rates of definitions §7 for the groups named in the variable `group_columns`.
-- one row per: combination of groups that has a case
-- read by: measures.rates
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
    select
        *,
        1.0 * overdue / nullif(due, 0) as p,
        cast(nullif(due, 0) as double) as n,
        1.959963984540054 as z
    from grouped
)
select
    g.* exclude (overdue_left, rechecked_count, p, n, z),
    if(q.open_only, null, done / n) as recheck_rate,
    if(q.open_only, null, on_time / n) as on_time_rate,
    if(q.open_only, null, p) as missed_rate,
    if(q.open_only, null, greatest(0, (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)))
        as missed_rate_low,
    if(q.open_only, null, least(1, (p + z * z / (2 * n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)))
        as missed_rate_high,
    if(q.open_only, null, (overdue - overdue_left) / nullif(cast(due - overdue_left as double), 0))
        as missed_rate_adjusted,
    if(q.open_only, null, (cases - rechecked_count) / nullif(cast(cases as double), 0)) as missed_rate_gross,
    q.as_of,
    q.known_at
from shared as g
cross join question as q
