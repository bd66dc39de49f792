-- Between T1 (`since`) and T2: open before + new + reopened by decision = closed + open after, closings (rechecked, exempt)
-- counted by their own dates. Void cases were never there.
-- one row per: district, and one for the whole
-- read by: invariants
with moved as (
    select
        a.district,
        coalesce(e.state in ('not_due', 'overdue'), false) as open_before,
        a.exam_date > q.since as is_new,
        coalesce(e.state = 'exempt', false) and x.case_no is not null as reopened,
        a.state in ('not_due', 'overdue') as open_after,
        a.settled_on is not null and greatest(a.settled_on, a.exam_date) > q.since as closed_since
    from asked_case as a
    cross join question as q
    left join earlier_state as e using (case_no)
    left join exemption as x
        on x.case_no = a.case_no and x.exempted_on <= q.since and q.since < x.reopened_on
    where a.state <> 'void'
)
select
    coalesce(district, '合计') as label,
    count(*) filter (where open_before) + count(*) filter (where is_new) + count(*) filter (where reopened)
        as expected,
    count(*) filter (where closed_since) + count(*) filter (where open_after) as found
from moved
group by grouping sets ((district), ())
