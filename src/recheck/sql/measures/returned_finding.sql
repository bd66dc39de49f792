-- Findings of the files that go back, to whom they go: with their row; what is said of a sheet or a file, to everybody
-- in it, unless it names another institution.
-- one row per: file_no, institution, finding
-- read by: measures
select
    b.file_no, b.institution,
    f.sheet, f.row, f."column", f.heading, f.code, f.severity, f.parameters
from returned_file as b
join known_finding as f using (file_no)
left join returned_row as r on r.file_no = f.file_no and r.sheet = f.sheet and r.row = f.row
where if(
    f.row is null,
    coalesce(json_extract_string(f.parameters, '$.institution') = b.institution, true),
    r.institution is not distinct from b.institution and r.fate <> 'superseded'
)
order by b.file_no, b.institution nulls last, f.sheet, f.row nulls first, f."column" nulls first, f.code, f.heading, f.parameters
