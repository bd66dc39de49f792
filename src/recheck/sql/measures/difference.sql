-- How the versions that one file brought differ from what they replace or join, in cases.
-- one row per: version_no of the file
-- read by: store
with brought as (
    select * from known_version where file_no = $file_no
),

compared as (
    select
        b.version_no,
        c.case_no,
        list_sort(list(r.content_hash) filter (where r.version_no = b.version_no)) as now,
        list_sort(list(r.content_hash) filter (where r.version_no <> b.version_no)) as before
    from brought as b
    join known_row as r
        on r.institution = b.institution and r.period = b.period and r.kind = b.kind
        and (
            r.version_no = b.version_no
            or r.edition = if(b.joins, b.edition, b.edition - 1) and r.version_no < b.version_no
        )
    join row_case as c using (row_no)
    group by all
),

counted as (
    select
        version_no,
        count(*) filter (where before is null) as added,
        count(*) filter (where now <> before) as changed,
        count(*) filter (where now is null) as missing,
        count(*) filter (where before is not null) as before_count
    from compared
    group by version_no
)
select
    b.version_no,
    coalesce(c.added, 0) as added,
    coalesce(c.changed, 0) as changed,
    if(b.joins or not b.active, 0, coalesce(c.missing, 0)) as missing,
    coalesce(c.before_count, 0) as before_count
from brought as b
left join counted as c using (version_no)
where exists (
    select 1
    from version as o
    where o.institution = b.institution and o.period = b.period and o.kind = b.kind and o.file_no <> b.file_no
)
