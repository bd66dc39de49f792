-- What was decided about cases, as known at K, with the case that each 个案编号 stands for now; of two told to be one, or
-- two, a line for each.
-- one row per: decision_no, case_no
-- read by: case_asked, case_assigned, case_event, confirmed_reason, exemption, explained_case, silent_case, void_case
with told as (
    select *, unnest([subject, other]) as code
    from known_decision
    where verdict in ('exempt', 'void', 'reopen', 'confirm', 'assign', 'merge', 'part')
)
select distinct
    t.decision_no, c.case_no, t.verdict, t.subject, t.other, t.decided_on, t.reason, t.evidence, t.decided_by,
    t.district, t.town, t.received_at, t.recorded_at
from told as t
join row_read as r on r.case_code = t.code
join row_case as c using (row_no)
