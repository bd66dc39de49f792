-- Findings known at K, those of the merge and of the sheets 汇总 too, with the version whose row they are about; what is
-- said of a file or a sheet, or of a row that belongs to no institution, stands with the first version of the file.
-- one row per: finding
-- read by: findings, quality, returned_finding
select
    f.* exclude (told_of),
    a.name as file,
    coalesce(f.told_of, r.version_no, (select min(v.version_no) from version as v where v.file_no = f.file_no)) as version_no
from (
    from finding
    union all by name
    select m.*, k.severity from merge_finding as m join finding_kind as k using (code)
    union all by name
    select d.* rename (version_no as told_of), k.severity from declared_finding as d join finding_kind as k using (code)
) as f
join received_file as a using (file_no)
cross join question as q
left join row_read as r on r.file_no = f.file_no and r.sheet = f.sheet and r.row = f.row
where a.received_at <= q.known_at
