-- Cases that only withdrawn versions name: they are no cases at K, and are told with these versions.
-- one row per: version_no, case_no
-- read by: case_line, cases_conserved, history
select distinct r.version_no, c.case_no
from known_row as r
join row_case as c using (row_no)
where r.withdrawn and c.case_no not in (select case_no from case_row)
