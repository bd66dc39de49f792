-- Reasons for not having come that somebody confirmed: by a decision until the end of day T, or by a row of a returned
-- workbook that names its evidence.
-- one row per: case_no, reason
-- read by: confirmed_leaver
select d.case_no, d.reason
from case_decision as d
cross join question as q
where d.verdict = 'confirm' and d.decided_on <= q.as_of and d.evidence is not null
union
select case_no, reason from case_answer where reason is not null and evidence is not null
