-- Cells of uploads that the institute corrected: who, when and on what ground.
-- one row per: file_no, sheet, row, heading
-- read by: known_finding
select
    r.file_no, r.sheet, r.row, k."column", coalesce(k.written, k.heading) as heading,
    'corrected_by_institute' as code,
    cast(json_object('heading', k.heading) as varchar) as parameters,
    k.verified_by as corrected_by,
    coalesce(k.verified_on, cast(k.received_at as date)) as corrected_on,
    k.basis
from known_correction as k
join corrected_row as c using (target_row_no)
join row_read as r on r.row_no = c.row_no
