-- The rows by fate that the files from one on brought to each of their submissions. A version is known when others came before it.
-- one row per: version_no of the files
-- read by: comparing
select
    v.file_no,
    v.version_no,
    v.institution,
    v.period,
    v.kind,
    not coalesce(k.active, true) as replaced,
    count(*) filter (where coalesce(s.fate, r.fate) = 'accepted') as accepted,
    count(*) filter (where r.fate = 'held') as held,
    count(*) filter (where coalesce(s.fate, r.fate) = 'duplicate') as duplicate
from version as v
left join known_version as k using (version_no)
left join row_read as r on r.version_no = v.version_no and r.file_no >= $first_no
left join row_fate as s using (row_no)
where v.file_no >= $first_no
group by all
order by v.version_no
