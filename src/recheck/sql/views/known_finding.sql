-- Findings known at K, those of the merge, of 个案编号 and of the sheets 汇总 too, with the version whose row they are about, and
-- what the institute corrected; a finding that a correction settled is there only when everything is asked for. What is
-- said of a file or a sheet, or of a row that belongs to no institution, stands with the first version of the file.
-- `told_of`: the one version that it is about, if it names one.
-- one row per: finding
-- read by: correctable, findings, returned_finding
select
    f.* replace (cast(f.parameters as varchar) as parameters),
    a.name as file,
    coalesce(f.told_of, r.version_no, l.version_no, (select min(v.version_no) from version as v where v.file_no = f.file_no)) as version_no
from (
    from finding
    union all by name
    select m.*, k.severity from merge_finding as m join finding_kind as k using (code)
    union all by name
    select d.* rename (version_no as told_of), k.severity from declared_finding as d join finding_kind as k using (code)
    union all by name
    select c.*, k.severity from correction_finding as c join finding_kind as k using (code)
    union all by name
    select u.*, k.severity from unknown_case_id as u join finding_kind as k using (code)
) as f
join received_file as a using (file_no)
cross join question as q
left join row_read as r on r.file_no = f.file_no and r.sheet = f.sheet and r.row = f.row
left join correction as l on l.file_no = f.file_no and l.sheet = f.sheet and l.row = f.row
where a.received_at <= q.known_at
    and (
        q.everything
        or not exists (
            from settled_finding as s
            where s.row_no = r.row_no and s.code = f.code and s."column" is not distinct from f."column"
        )
    )
