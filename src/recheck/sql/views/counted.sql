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
    json_contains(json_extract(j.content, '$.adjusted_reasons'), to_json(a.reason)) and c.case_no is not null
        as leaver_confirmed
from asked_case as a
cross join question as q
cross join judging as j
left join confirmed_reason as c on c.case_no = a.case_no and c.reason = a.reason
where a.state not in ('void', 'exempt')
    and (not q.open_only or not a.rechecked)
