-- The duties that conclusions opened and nothing has settled; with `everything`, the settled ones too.
-- one row per: case_id, outcome
-- read by: measures
with person as (
    select
        f.case_no,
        arg_max(p.worker, f.newest) as worker,
        coalesce(
            arg_max(r.id_type, f.newest) filter (where r.id_hash is not null), arg_max(r.id_type, f.newest)
        ) as id_type,
        coalesce(
            arg_max(p.id_number, f.newest) filter (where r.id_hash is not null), arg_max(p.id_number, f.newest)
        ) as id_number,
        arg_max(p.phone, f.newest) as phone,
        arg_max(p.contact, f.newest) as contact,
        arg_max(p.contact_phone, f.newest) as contact_phone
    from case_row as f
    join row_person as p using (row_no)
    join row_read as r using (row_no)
    where f.case_no in (select case_no from outcome)
    group by f.case_no
),

hazards as (
    select case_no, string_agg(distinct hazard, ';' order by hazard) as hazards
    from stage
    where case_no in (select case_no from outcome)
    group by case_no
)
select
    a.case_id,
    o.outcome,
    o.duty,
    o.settled,
    o.found_on,
    o.found_by,
    o.settle_by,
    o.days_waiting,
    o.disposition,
    o.disposed_on,
    a.state,
    a.period,
    a.institution,
    a.enterprise,
    a.uscc,
    a.district,
    a.town,
    p.worker,
    p.id_type,
    p.id_number,
    a.weak_identity,
    p.phone,
    p.contact,
    p.contact_phone,
    a.exam_date,
    nullif(a.exam_type, '不详') as exam_type,
    h.hazards,
    q.as_of,
    q.known_at
from outcome as o
join asked_case as a using (case_no)
join person as p using (case_no)
join hazards as h using (case_no)
cross join question as q
left join place as w on w.district = a.district and w.town = a.town
where not o.settled or q.everything
order by
    coalesce(w.place_no, if(a.district = '市外', 1000000, 1000001)),
    a.enterprise, a.enterprise_no, o.days_waiting desc nulls last, a.case_id, o.outcome
