-- The cases of the duties to list: those that nothing has settled; with `everything`, the settled ones too.
-- one row per: case_no
-- read by: measures
select a.*
from asked_case as a
cross join question as q
where a.case_no in (select o.case_no from outcome as o where not o.settled or q.everything)
