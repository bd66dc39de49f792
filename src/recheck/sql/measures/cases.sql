-- Every case asked for, with its state; `overdue` is exactly those in state overdue.
-- one row per: case_id
-- read by: due, outcomes, pack_line
with hazards as (
    select case_no, string_agg(distinct hazard, ';' order by hazard) as hazards
    from stage
    where case_no in (select case_no from listed_case)
    group by case_no
),

corrected as (
    select f.case_no, string_agg(distinct k.heading, ';' order by k.heading) as corrected
    from known_correction as k
    join corrected_row as c using (target_row_no)
    join case_row as f on f.row_no = c.overlay_no
    group by f.case_no
)
select
    a.case_id,
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
    d.abnormal_items,
    d.recheck_items,
    s.notified_on,
    s.delivered_on,
    a.due_on,
    s.due_basis,
    a.rechecked_on,
    e.recheck_source,
    e.recheck_institution,
    e.recheck_conclusion,
    a.days_overdue,
    a.claimed,
    a.partial,
    if(a.rechecked, null, nullif(a.reason, '不详')) as reason,
    d.disposition,
    d.disposed_on,
    d.source_file,
    d.source_row,
    s.base_on,
    s.base_kind,
    coalesce(s.deadline_text, d.deadline_text) as deadline_text,
    s.notice_state,
    a.due_period,
    a.unexplained,
    d.exam_no,
    p.address,
    d.user_unit,
    q.as_of,
    q.known_at,
    c.corrected,
    r.district as assigned_district,
    r.town as assigned_town,
    a.unreported
from listed_case as a
join listed_detail as d using (case_no)
join listed_person as p using (case_no)
join hazards as h using (case_no)
join stage as s on s.stage_no = a.deciding_stage_no
left join stage as e on e.stage_no = a.closing_stage_no
left join corrected as c on c.case_no = a.case_no
left join case_assigned as r on r.case_no = a.case_no
left join place as w on w.district = a.district and w.town = a.town
cross join question as q
order by
    coalesce(w.place_no, if(a.district = '市外', 1000000, 1000001)),
    a.enterprise, a.enterprise_no, a.days_overdue desc nulls last, a.case_id
