-- 个案编号 written like ours (institutions may have numbers of their own) in rows of uploads that stand for no case of
-- their institution, at their cells; and the case that the row was placed in by worker and exam instead: one that was
-- there before the file, or its own.
-- one row per: file_no, sheet, row
-- read by: known_finding
select
    r.file_no, r.sheet, r.row, h."column", coalesce(h.heading, '个案编号') as heading,
    if(first.file_no = r.file_no, 'case_id_of_nobody', 'case_id_passed_over') as code,
    json_object('case_id', r.case_id, 'placed_in', first.case_code) as parameters
from row_case as c
join row_read as r using (row_no)
join row_read as first on first.row_no = c.case_no
left join sheet_heading as h on h.file_no = r.file_no and h.sheet_no = r.sheet_no and h.field = 'case_id'
where regexp_full_match(r.case_id, 'R[0-9]{8,13}') and r.fate in ('accepted', 'held')
    and not exists (
        from row_case as o
        join row_read as named using (row_no)
        where named.case_code = r.case_id and named.institution = r.institution
    )
