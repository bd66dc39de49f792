-- The rows of uploads that a correction workbook names, as they were read last, and what was found about them then.
-- one row per: sha256_start, sheet_no, row
-- read by: correcting
with named as (
    select w.*, r.row_no, r.institution, r.period, r.file_no, r.sheet, f.name as file, f.sha256, f.received_at
    from wanted_row as w
    join received_file as f on starts_with(f.sha256, w.sha256_start) and not f.refused
    join row_read as r on r.file_no = f.file_no and r.sheet_no = w.sheet_no and r.row = w.row
    where r.fate in ('accepted', 'held') and r.version_no is not null
    qualify row_number() over (partition by w.sha256_start, w.sheet_no, w.row order by r.row_no desc) = 1
)
select
    n.sha256_start, n.sheet_no, n.row, n.row_no, n.file, n.sha256, n.institution, n.period,
    min(f.received_at) as arrived_at,
    list(distinct {'code': g.code, 'column': g."column"}) filter (where g.code is not null) as troubles
from named as n
join received_file as f using (sha256)
left join finding as g on g.file_no = n.file_no and g.sheet = n.sheet and g.row = n.row
group by all
