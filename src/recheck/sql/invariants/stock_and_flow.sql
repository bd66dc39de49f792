-- Between T1 (`since`) and T2: open before + new = closed + open after, closings counted by their own dates.
-- one row per: district, and one for the whole
-- read by: invariants
with moved as (
    select
        a.district,
        coalesce(e.state in ('not_due', 'overdue'), false) as open_before,
        a.exam_date > q.since as is_new,
        not a.rechecked as open_after,
        coalesce(a.rechecked_on > q.since, false) as closed_since
    from asked_case as a
    cross join question as q
    left join earlier_state as e using (case_no)
)
select
    coalesce(district, '合计') as label,
    count(*) filter (where open_before) + count(*) filter (where is_new) as expected,
    count(*) filter (where closed_since) + count(*) filter (where open_after) as found
from moved
group by grouping sets ((district), ())
