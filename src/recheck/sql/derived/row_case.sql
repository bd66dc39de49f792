-- The case, worker and enterprise of every accepted row known at K, and of what corrections say: those name worker and
-- enterprise only where they correct them.
-- one row per: row_no
-- read by: case_change, case_fact, case_line, case_row, cases_conserved, changed_field, difference, enterprise, enterprise_name, history, identity_asked, identity_mark, identity_pair, listed_total, merge_finding, returned_row, rows_in_one_case, withdrawn_case
with placed as (
    select r.row_no, coalesce(j.case_no, l.label) as case_no, l.worker_no, r.enterprise_no, l.weak
    from identity_row as r
    join exam_label as l using (row_no)
    left join joined_label as j using (label)
),

spoken as (
    from placed
    union all
    select c.reading_no, p.case_no, p.worker_no, p.enterprise_no, p.weak
    from corrected_row as c
    join placed as p using (row_no)
    where c.newest and c.reading_no is not null
    union all
    select
        c.overlay_no,
        p.case_no,
        if(o.id_hash is null, null, p.worker_no),
        if(coalesce(o.enterprise_key, o.uscc, o.district, o.town, o.scale, o.industry) is null, null, p.enterprise_no),
        p.weak
    from corrected_row as c
    join placed as p using (row_no)
    join row_read as o on o.row_no = c.overlay_no
    where c.newest
)
select *, case_no in (select case_no from contested_case) as fits_two
from spoken
