-- Who is to follow a case up by decision at the end of day T, instead of the district and town of its enterprise.
-- one row per: case_no
-- read by: cases, recipient
select d.case_no, d.district, d.town
from case_decision as d
cross join question as q
where d.verdict = 'assign' and d.decided_on <= q.as_of
qualify row_number() over (
    partition by d.case_no order by d.decided_on desc, d.received_at desc, d.decision_no desc
) = 1
