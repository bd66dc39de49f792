-- Institutions of which the file brought a submission that has another version.
-- one row per: institution
-- read by: comparing
select distinct v.institution
from version as v
join version as o using (institution, period, kind)
where v.file_no = $file_no and o.file_no <> v.file_no
