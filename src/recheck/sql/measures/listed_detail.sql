-- The wide fields of the listed cases: the newest non-empty value of each, and where the newest row of an upload stands.
-- one row per: case_no that is asked for
-- read by: cases
with detail as (
    select
        f.case_no,
        arg_max(r.abnormal_items, f.newest) as abnormal_items,
        arg_max(r.recheck_items, f.newest) as recheck_items,
        arg_max(r.deadline_text, f.oldest_period) as deadline_text,
        arg_max(r.disposition, f.newest) as disposition,
        arg_max(r.disposed_on, f.newest) as disposed_on,
        arg_max(r.exam_no, f.newest) as exam_no,
        arg_max(r.user_unit, f.newest) as user_unit,
        arg_max(f.place_no, f.newest) as place_no
    from case_row as f
    join row_read as r using (row_no)
    where f.case_no in (select case_no from listed_case)
    group by f.case_no
)
select d.* exclude (place_no), a.name as source_file, r.row as source_row
from detail as d
join row_read as r on r.row_no = d.place_no
join received_file as a using (file_no)
