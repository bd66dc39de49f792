-- Findings about cells of rows of active uploads: what the institute may correct itself when the institution answers by
-- telephone. Notes need no correction.
-- one row per: finding
-- read by: measures
select
    v.institution, v.period, v.sha256, p.file, p.sheet, r.sheet_no, p.row, p."column", p.heading, h.field,
    p.code, p.parameters, n.worker, r.enterprise
from known_finding as p
join known_version as v using (version_no)
join row_read as r
    on r.file_no = p.file_no and r.sheet = p.sheet and r.row = p.row and r.fate in ('accepted', 'held')
join row_person as n on n.row_no = r.row_no
left join sheet_heading as h
    on h.file_no = p.file_no and h.sheet_no = r.sheet_no and h."column" = p."column"
cross join question as q
where v.active and v.kind not in ('correction', 'supervision') and p.severity <> 'note'
    and (q.institution is null or v.institution = q.institution)
order by v.period, v.institution, p.file_no, r.sheet_no, p.row, p."column" nulls first, p.code
