-- Institutions of which the files from one on brought a submission that has another version.
-- one row per: institution
-- read by: comparing
select distinct v.institution
from version as v
join version as o using (institution, period, kind)
where v.file_no >= $first_no and o.file_no <> v.file_no
