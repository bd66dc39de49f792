-- What rates count: one line per case, or per case and hazard (group) when rates are asked by hazard; no case that is void
-- or exempt.
-- Labels are named as the groups of --by (definitions §7).
-- one row per: case_no, part
-- read by: due_splits, overdue_agrees, parts_add_up, rates
select
    a.case_no,
    a.worker_no,
    '合计' as total,
    a.period, a.year, a.due_period, a.due_year,
    a.district, a.town, a.enterprise_no, a.enterprise, a.uscc, a.institution,
    if(q.grain = 'hazard', a.part, null) as hazard,
    a.hazard_group,
    a.exam_type, a.scale, a.industry, a.notice_state, a.reason,
    a.limit_on < q.as_of as due,
    a.rechecked,
    a.state,
    -- a reason is confirmed by a returned supervision row or a decision
    a.case_no in (select case_no from confirmed_leaver) as leaver_confirmed
from asked_case as a
cross join question as q
where a.state not in ('void', 'exempt')
    and (not q.open_only or not a.rechecked)
