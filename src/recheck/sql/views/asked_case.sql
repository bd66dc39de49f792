-- The cases that the question is about, with their state at T and the labels they are counted by.
-- one row per: case_no, part
-- read by: ageing, balance, counted, decided, disposal, earlier_state, enterprise_name, listed_case, lost_by_edit, moved_case, nothing_by_itself, outcome, outcome_case, overdue_then, shown_case, silent_case, stock_and_flow, unreported
select
    s.case_no,
    s.part,
    s.hazard_group,
    s.state,
    s.rechecked,
    s.partial,
    s.claimed,
    s.due_on,
    s.limit_on,
    if(s.rechecked, s.closed_on, null) as rechecked_on,
    s.settled_on,
    s.deciding_stage_no,
    if(s.rechecked, s.closing_stage_no, null) as closing_stage_no,
    s.notice_state,
    if(s.state = 'overdue', q.as_of - s.due_on, null) as days_overdue,
    f.case_id,
    f.institution,
    f.exam_date,
    f.period,
    f.year,
    cast(year(s.limit_on) as varchar) as due_year,
    year(s.limit_on) || if(month(s.limit_on) <= 6, 'H1', 'H2') as due_period,
    f.worker_no,
    f.weak_identity,
    f.unexplained,
    f.unreported,
    f.exam_type,
    f.reason,
    f.enterprise_no,
    f.enterprise,
    f.uscc,
    f.district,
    f.town,
    f.scale,
    f.industry
from case_state as s
join case_fact as f using (case_no)
cross join question as q
where if(q.cohort = 'due', s.limit_on, f.exam_date) between q.span_from and q.span_to
    and (q.district is null or f.district = q.district)
    and (q.town is null or f.town = q.town)
    and (q.institution is null or f.institution = q.institution)
    and (q.exam_type is null or f.exam_type = q.exam_type)
    and (q.enterprise is null or f.enterprise = q.enterprise or f.uscc = q.enterprise)
    and (
        q.hazard is null
        or f.case_no in (select o.case_no from stage as o join question as h on o.hazard = h.hazard)
    )
