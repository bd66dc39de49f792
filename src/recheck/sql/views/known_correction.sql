-- Corrections by the institute in force at K: of each cell that was corrected, the newest.
-- one row per: target_row_no, field
-- read by: case_event, cases, correction_finding, differing_correction
select
    c.*, v.received_at,
    t.basis, t.verified_by
from correction as c
join known_version as v using (version_no)
join correction_text as t
    on t.file_no = c.file_no and t.sheet_no = c.sheet_no and t.row = c.row
where c.fate = 'accepted'
qualify row_number() over (
    partition by c.target_row_no, c.field order by v.received_at desc, c.file_no desc, c.sheet_no desc, c.row desc
) = 1
