-- Reasons for not having come that somebody confirmed by the end of day T.
-- one row per: case_no, reason
-- read by: counted
select distinct d.case_no, d.reason
from case_decision as d
cross join question as q
where d.verdict = 'confirm' and d.decided_on <= q.as_of and d.evidence is not null
