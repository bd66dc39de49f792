-- Overdue cases at T1 and T2: carried over + new - settled = still overdue. A case that became overdue and was
-- settled between the two days counts in both.
-- one row per: district (and one, district null, for the whole when asked so)
-- read by: measures
with moved as (
    select
        '合计' as total,
        a.district,
        coalesce(e.state = 'overdue', false) as before,
        a.state = 'overdue' as after,
        a.state = 'overdue' or (a.state = 'done_late' and a.rechecked_on > a.limit_on)
            or (a.state = 'exempt' and a.settled_on > a.limit_on) as has_been,
        a.limit_on >= q.since as passed_since
    from asked_case as a
    cross join question as q
    left join earlier_state as e using (case_no)
)
select
    columns(lambda name: list_contains(getvariable('group_columns'), name)),
    count(*) filter (where before) as opening,
    count(*) filter (where not before and (after or (has_been and passed_since))) as added,
    count(*) filter (where not after and (before or (has_been and passed_since))) as closed,
    count(*) filter (where after) as closing
from moved
group by all
