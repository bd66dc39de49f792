-- Where every obligation stands at the end of day T.
-- one row per: case_no, hazard
-- read by: case_state
select
    s.case_no,
    s.stage_no,
    s.hazard_group,
    case q.grain when 'hazard' then s.hazard when 'hazard_group' then s.hazard_group end as part,
    s.due_on,
    s.limit_on,
    coalesce(s.closed_on <= q.as_of, false) as closed,
    if(s.closed_on <= q.as_of, s.closed_on, null) as closed_on,
    s.recheck_source,
    s.met_before and coalesce(s.closed_on <= s.limit_on, false) as met,
    s.claims,
    s.notice_state,
    s.precedence % 524288 as hazard_no,
    (s.due_on - date '1970-01-01') * 1048576 + s.precedence as urgency
from stage as s
cross join question as q
where s.starts_on <= q.as_of
    and (s.next_on is null or s.next_on > q.as_of)
