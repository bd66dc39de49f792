-- What decisions make of a case at the end of day T: void for every T; exempt from a day on, with evidence and for a reason
-- that the policy known at K lists, until the case is reopened (definitions §6).
-- `exempted_on`: since when it is exempt; `reopened_on`: when it was reopened last.
-- one row per: case_no
-- read by: case_state, merge_pair
with told as (
    select d.*
    from case_decision as d
    cross join judging as j
    where d.verdict in ('void', 'reopen')
        or d.verdict = 'exempt' and d.evidence is not null
            and json_contains(json_extract(j.content, '$.exempt_reasons'), to_json(d.reason))
),

happened as (
    select
        t.*,
        max(if(t.verdict = 'reopen', t.turn, 0)) over (partition by t.case_no) as last_reopening
    from (
        select *, row_number() over (partition by case_no order by decided_on, received_at, decision_no) as turn
        from told
    ) as t
    cross join question as q
    where t.verdict <> 'void' and t.decided_on <= q.as_of
),

dated as (
    select
        case_no,
        min(decided_on) filter (where verdict = 'exempt' and turn > last_reopening) as exempted_on,
        max(decided_on) filter (where verdict = 'reopen') as reopened_on
    from happened
    group by case_no
),

voided as (
    select case_no, arg_max(verdict, (received_at, decision_no)) = 'void' as void
    from told
    where verdict <> 'exempt'
    group by case_no
)
select case_no, coalesce(v.void, false) as void, d.exempted_on, d.reopened_on
from dated as d
full join voided as v using (case_no)
