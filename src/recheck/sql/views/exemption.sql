-- From when to when a case is exempt, as far as decided by the end of day T: with evidence and for a reason that the policy
-- known at K lists, until it is reopened. Whether it was rechecked before, `case_state` knows.
-- one row per: case_no, exempted_on
-- read by: case_state, nothing_by_itself, stock_and_flow
with told as (
    select d.case_no, d.verdict, d.decided_on, d.received_at, d.decision_no
    from case_decision as d
    cross join judging as j
    cross join question as q
    where d.decided_on <= q.as_of
        and (
            d.verdict = 'reopen'
            or d.verdict = 'exempt' and d.evidence is not null
                and json_contains(json_extract(j.content, '$.exempt_reasons'), to_json(d.reason))
        )
),

turned as (
    select *
    from told
    qualify verdict <> lag(verdict, 1, 'reopen') over (partition by case_no order by decided_on, received_at, decision_no)
)
select
    case_no,
    decided_on as exempted_on,
    lead(decided_on) over (partition by case_no order by decided_on, received_at, decision_no) as reopened_on
from turned
qualify verdict = 'exempt'
