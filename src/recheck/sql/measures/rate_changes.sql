-- The rates of two Ks side by side, for the groups in which a number moved.
-- one row per: combination of the groups named in the variable `group_columns`
-- read by: changes
with told as (
    select *, false as is_later from rates_before
    union all by name
    select *, true as is_later from rates_after
),

beside as (
    select
        columns(lambda name: list_contains(getvariable('group_columns'), name)),
        coalesce(any_value(cases) filter (where not is_later), 0) as cases_before,
        coalesce(any_value(cases) filter (where is_later), 0) as cases_after,
        cases_after - cases_before as cases_change,
        coalesce(any_value(due) filter (where not is_later), 0) as due_before,
        coalesce(any_value(due) filter (where is_later), 0) as due_after,
        due_after - due_before as due_change,
        coalesce(any_value(done) filter (where not is_later), 0) as done_before,
        coalesce(any_value(done) filter (where is_later), 0) as done_after,
        done_after - done_before as done_change,
        coalesce(any_value(on_time) filter (where not is_later), 0) as on_time_before,
        coalesce(any_value(on_time) filter (where is_later), 0) as on_time_after,
        on_time_after - on_time_before as on_time_change,
        coalesce(any_value(overdue) filter (where not is_later), 0) as overdue_before,
        coalesce(any_value(overdue) filter (where is_later), 0) as overdue_after,
        overdue_after - overdue_before as overdue_change,
        coalesce(any_value(due_later) filter (where not is_later), 0) as due_later_before,
        coalesce(any_value(due_later) filter (where is_later), 0) as due_later_after,
        due_later_after - due_later_before as due_later_change,
        any_value(recheck_rate) filter (where not is_later) as recheck_rate_before,
        any_value(recheck_rate) filter (where is_later) as recheck_rate_after,
        recheck_rate_after - recheck_rate_before as recheck_rate_change,
        any_value(on_time_rate) filter (where not is_later) as on_time_rate_before,
        any_value(on_time_rate) filter (where is_later) as on_time_rate_after,
        on_time_rate_after - on_time_rate_before as on_time_rate_change,
        any_value(missed_rate) filter (where not is_later) as missed_rate_before,
        any_value(missed_rate) filter (where is_later) as missed_rate_after,
        missed_rate_after - missed_rate_before as missed_rate_change
    from told
    group by all
)
select b.*, q.as_of, getvariable('known_before') as known_before, q.known_at
from beside as b
cross join question as q
where b.cases_change <> 0
    or b.due_change <> 0
    or b.done_change <> 0
    or b.on_time_change <> 0
    or b.overdue_change <> 0
    or b.due_later_change <> 0
