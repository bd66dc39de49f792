-- The case, worker and enterprise of every accepted row known at K.
-- one row per: row_no
-- read by: case_fact, case_row, difference, enterprise, merge_finding, rows_in_one_case
select
    r.row_no,
    coalesce(j.case_no, l.label) as case_no,
    l.worker_no,
    r.enterprise_no,
    l.weak,
    coalesce(j.case_no, l.label) in (select case_no from contested_case) as fits_two
from identity_row as r
join exam_label as l using (row_no)
left join joined_label as j using (label)
