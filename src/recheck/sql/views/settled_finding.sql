-- Findings about rows of uploads that a correction known at K settled.
-- one row per: row_no, code, "column"
-- read by: claim_line, known_finding
select c.row_no, s.code, s."column"
from corrected_row as c
join answered_finding as s using (entry_no)
