-- Corrections that count for the rows in `target_row`, made to these rows or to the same row in another version.
-- one row per: row_no, file_no, sheet_no, row
-- read by: correcting
with same_row as (
    select t.row_no, o.row_no as other_no
    from target_row as t
    join row_read as r using (row_no)
    join row_read as o
        on o.content_hash = r.content_hash and o.institution = r.institution and o.period = r.period and o.kind = r.kind
    union
    select t.row_no, o.row_no
    from target_row as t
    join row_read as r using (row_no)
    join received_file as f using (file_no)
    join received_file as a on a.sha256 = f.sha256
    join row_read as o on o.file_no = a.file_no and o.sheet_no = r.sheet_no and o.row = r.row
)
select s.row_no, c.field, x.value, x.basis, x.verified_by, v.received_at, c.file_no, c.sheet_no, c.row
from same_row as s
join correction as c on c.target_row_no = s.other_no
join correction_text as x on x.file_no = c.file_no and x.sheet_no = c.sheet_no and x.row = c.row
join known_version as v on v.version_no = c.version_no
where c.fate = 'accepted'
