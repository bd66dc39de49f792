-- The duties that conclusions opened and nothing has settled; with `everything`, the settled ones too.
-- one row per: case_id, outcome
-- read by: measures
select
    c.case_id,
    o.outcome,
    o.duty,
    o.settled,
    o.found_on,
    o.found_by,
    o.settle_by,
    o.days_waiting,
    o.disposition,
    o.disposed_on,
    c.state,
    c.period,
    c.institution,
    c.enterprise,
    c.uscc,
    c.district,
    c.town,
    c.worker,
    c.id_type,
    c.id_number,
    c.weak_identity,
    c.phone,
    c.contact,
    c.contact_phone,
    c.exam_date,
    c.exam_type,
    c.hazards,
    c.as_of,
    c.known_at
from outcome as o
join listed_case as a using (case_no)
join cases as c using (case_id)
cross join question as q
left join place as w on w.district = c.district and w.town = c.town
where not o.settled or q.everything
order by
    coalesce(w.place_no, if(c.district = '市外', 1000000, 1000001)),
    c.enterprise, a.enterprise_no, o.days_waiting desc nulls last, c.case_id, o.outcome
