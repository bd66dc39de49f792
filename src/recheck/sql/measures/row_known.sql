-- The case and enterprise of every row known at one K; two Ks are gathered under this name.
-- one row per: known_at, row_no
-- read by: case_cause, case_moved
select q.known_at, c.row_no, c.case_no, c.enterprise_no
from row_case as c
cross join question as q
