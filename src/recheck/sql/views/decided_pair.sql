-- Pairs of rows whose people somebody decided to be one person, or two.
-- one row per: decision_no
-- read by: case_fact, decided_person, identity_asked, identity_decisions, identity_pair
select d.decision_no, d.subject, d.other, d.verdict = 'same_person' as same, a.row_no, b.row_no as other_no
from pair_decision as d
join row_read as a on a.case_code = d.subject
join row_read as b on b.case_code = d.other
where d.verdict in ('same_person', 'other_person')
