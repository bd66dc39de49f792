-- Findings of the files that go back, to whom they go: with their row; what is said of a sheet or a file, to everybody
-- in it, unless it names another institution.
-- one row per: file_no, institution, finding
-- read by: measures
select
    b.file_no, b.institution,
    f.sheet, f.row, f."column", f.heading, f.code, f.severity, cast(f.parameters as varchar) as parameters
from returned_file as b
join known_finding as f using (file_no)
left join returned_row as r on r.file_no = f.file_no and r.sheet = f.sheet and r.row = f.row
left join known_version as t on t.version_no = f.told_of
where case
    when f.told_of is not null then t.institution = b.institution
    when f.row is null then coalesce(json_extract_string(f.parameters, '$.institution') = b.institution, true)
    else r.institution is not distinct from b.institution and r.fate <> 'superseded'
end
order by b.file_no, b.institution nulls last, f.sheet, f.row nulls first, f."column" nulls first, f.code, f.heading, f.parameters
