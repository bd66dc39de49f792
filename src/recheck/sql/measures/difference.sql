-- How the versions that one file brought differ from what they replace or join, in cases. A version behind which a later
-- one is there already lacks nothing that anybody misses.
-- one row per: version_no of the file
-- read by: comparing
with compared as (
    select
        p.version_no,
        bool_and(p.active) as active,
        count(distinct c.case_no) as before_count
    from comparison as p
    left join known_row as r on r.version_no = p.before_no
    left join row_case as c using (row_no)
    group by p.version_no
),

changed as (
    select
        version_no,
        count(*) filter (where change = 'added') as added,
        count(*) filter (where change = 'changed') as changed,
        count(*) filter (where change = 'missing') as missing
    from case_change
    group by version_no
)
select
    p.version_no,
    coalesce(c.added, 0) as added,
    coalesce(c.changed, 0) as changed,
    if(p.active, coalesce(c.missing, 0), 0) as missing,
    p.before_count
from compared as p
left join changed as c using (version_no)
