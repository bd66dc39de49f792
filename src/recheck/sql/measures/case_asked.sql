-- The cases that 个案编号 stand for now, aliases too: what was last decided about each, and whether it is rechecked. Of a
-- code that only withdrawn versions named, case_id is empty.
-- one row per: code
-- read by: cases
with named as (
    select r.case_code as code, c.case_no
    from row_read as r
    join row_case as c using (row_no)
    where r.case_code in (select unnest($codes))
),

last_decided as (
    select
        case_no,
        max(received_at) as received_at,
        max(decided_on) as decided_on,
        arg_max(reason, decision_no) filter (where verdict in ('exempt', 'void')) as reason,
        arg_max(decided_by, decision_no) filter (where verdict in ('exempt', 'void')) as decided_by,
        arg_max(verdict, (received_at, decision_no)) filter (where verdict in ('exempt', 'void', 'reopen')) as verdict
    from case_decision
    where case_no in (select case_no from named)
    group by case_no
)
select
    n.code,
    f.case_no,
    f.case_id,
    f.institution,
    f.exam_date,
    f.reason,
    s.rechecked,
    s.closed_on,
    if(d.verdict in ('exempt', 'void'), d.verdict, 'undecided') as ruling,
    d.received_at as last_received_at,
    d.decided_on as last_decided_on,
    d.reason as decided_reason,
    d.decided_by
from named as n
left join case_fact as f using (case_no)
left join case_state as s using (case_no)
left join last_decided as d using (case_no)
