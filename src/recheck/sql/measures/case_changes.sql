-- Cases that are otherwise at the later K than at the earlier one: how they stood, how they stand, and what arrived.
-- one row per: change of a case
-- read by: changes
with caused as (
    select
        before_no, after_no,
        list_sort(list(distinct cause)) as causes,
        list_sort(list(distinct name)) as caused_by,
        max(received_at) as arrived_at
    from case_cause
    group by all
)
select
    m.change as difference,
    coalesce(b.case_id, a.case_id) as case_id,
    if(m.change = 'merged', a.case_id, null) as merged_into,
    b.state as state_before,
    a.state as state_after,
    b.due_on as deadline_before,
    a.due_on as deadline_after,
    b.rechecked_on as rechecked_before,
    a.rechecked_on as rechecked_after,
    b.exam_date as exam_before,
    a.exam_date as exam_after,
    b.institution as institution_before,
    a.institution as institution_after,
    b.district as district_before,
    a.district as district_after,
    b.town as town_before,
    a.town as town_after,
    b.hazards as hazards_before,
    a.hazards as hazards_after,
    coalesce(a.enterprise, b.enterprise) as enterprise,
    coalesce(a.worker, b.worker) as worker,
    coalesce(a.id_number, b.id_number) as id_number,
    c.causes,
    c.caused_by,
    c.arrived_at,
    q.as_of,
    getvariable('known_before') as known_before,
    q.known_at
from case_moved as m
cross join question as q
left join case_known as b on b.case_no = m.before_no and b.known_at < q.known_at
left join case_known as a on a.case_no = m.after_no and a.known_at = q.known_at
left join caused as c
    on c.before_no is not distinct from m.before_no and c.after_no is not distinct from m.after_no
order by coalesce(a.institution, b.institution), m.change, coalesce(b.case_id, a.case_id)
