-- How many rows and findings a file read anew has otherwise than its reading before.
-- one row per: file
-- read by: comparing
with before as (
    select max(file_no) as file_no
    from (select file_no from reread where origin_no = $origin_no union all select $origin_no)
    where file_no < $file_no
),

now as (select $file_no as file_no),

told as (
    select side, r.sheet_no, cast(r.row as varchar) as row, r.fate, cast(r.content_hash as varchar) as content, null as more
    from (select 'now' as side, file_no from now union all select 'before', file_no from before)
    join row_read as r using (file_no)
    union all
    select side, o.sheet_no, cast(o.row as varchar), o.fate, null, null
    from (select 'now' as side, file_no from now union all select 'before', file_no from before)
    join sheet_row as o using (file_no)
    union all
    select side, null, f.sheet || '|' || coalesce(f.row, 0), f.code, f.parameters, f."column"
    from (select 'now' as side, file_no from now union all select 'before', file_no from before)
    join finding as f using (file_no)
)
select count(*)
from (
    select * exclude (side), count(*) filter (where side = 'now') as now, count(*) filter (where side = 'before') as before
    from told
    group by all
)
where now <> before
