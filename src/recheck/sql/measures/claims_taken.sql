-- The rows by fate that one file brought to each of its submissions.
-- one row per: version_no of the file
-- read by: comparing
select
    v.version_no,
    v.institution,
    v.period,
    v.kind,
    not v.active as replaced,
    count(*) filter (where coalesce(s.fate, r.fate) = 'accepted') as accepted,
    count(*) filter (where r.fate = 'held') as held,
    count(*) filter (where coalesce(s.fate, r.fate) = 'duplicate') as duplicate
from known_version as v
left join row_read as r using (version_no)
left join row_fate as s using (row_no)
where v.file_no = $file_no
group by all
order by v.version_no
