-- What became of every row of the files that go back, and to whom it goes: its institution. Rows that name none, and
-- rows that are no data, go to the only institution of the file; when it has several, nobody is told (institution null).
-- The sheet 回执 of an earlier return is ours: nothing became of it.
-- one row per: file_no, sheet_no, row
-- read by: returned_file, returned_finding
with going_back as (
    select distinct file_no from known_version where active and kind <> 'correction'
),

-- whatever became of their versions: who shares a file must not read the rows of the others
only_sender as (
    select file_no, if(count(distinct institution) = 1, any_value(institution), null) as institution
    from version
    group by file_no
)
select
    r.file_no,
    coalesce(v.institution, o.institution) as institution,
    r.sheet, r.sheet_no, r.row,
    case
        when not coalesce(v.active, true) then 'superseded'
        when r.fate = 'held' and c.case_no is not null then 'released'  -- by a correction of the institute
        else coalesce(w.fate, r.fate)
    end as fate,
    c.case_no,
    f.case_id,
    s.state,
    s.claimed
from row_read as r
join going_back using (file_no)
join only_sender as o using (file_no)
left join known_version as v using (version_no)
left join row_fate as w using (row_no)
left join row_case as c using (row_no)
left join case_fact as f using (case_no)
left join case_state as s using (case_no)
union all by name
select r.file_no, o.institution, r.sheet, r.sheet_no, r.row, r.fate
from sheet_row as r
join going_back using (file_no)
join only_sender as o using (file_no)
where not starts_with(r.sheet, '回执')
    or exists (from row_read as d where d.file_no = r.file_no and d.sheet_no = r.sheet_no)
order by file_no, sheet_no, row
