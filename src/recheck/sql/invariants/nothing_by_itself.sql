-- Between T1 (`since`) and T2 nothing changes without an event: a closed case stays closed unless a decision reopened it,
-- an overdue one stays overdue unless a recheck or a decision came between.
-- one row per: district
-- read by: invariants
with touched as (
    select distinct s.case_no
    from stage as s
    cross join question as q
    where s.closed_on > q.since and s.closed_on <= q.as_of
        or s.starts_on > q.since and s.starts_on <= q.as_of
),

followed as (
    select
        coalesce(a.district, '—') as district,
        coalesce(
            a.state = e.state
            or e.state = 'exempt' and x.case_no is not null
            or e.state = 'overdue' and (a.settled_on > q.since or a.case_no in (select case_no from touched)),
            false
        ) as kept
    from earlier_state as e
    cross join question as q
    left join asked_case as a using (case_no)
    -- of an exempt case: it has been reopened since
    left join exemption as x
        on x.case_no = e.case_no and x.exempted_on <= q.since and q.since < x.reopened_on
    where e.state in ('void', 'exempt', 'done_on_time', 'done_late', 'overdue')
)
select district as label, count(*) as expected, count(*) filter (where kept) as found
from followed
group by district
