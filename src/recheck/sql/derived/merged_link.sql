-- Labels that are one exam because somebody decided so.
-- one row per: pair of labels
-- read by: identity
select r.label, s.label as other
from pair_decision as d
join identity_row as r on r.case_code = d.subject
join identity_row as s on s.case_code = d.other
where d.verdict = 'merge' and r.label <> s.label
