-- What each compared version added, changed or lacks, case by case, by what its rows say. A supplement lacks nothing.
-- one row per: version_no, case_no
-- read by: case_line, changed_field, difference, history
with side as (
    select distinct version_no, version_no as side_no, true as is_now from comparison
    union all
    select version_no, before_no, false from comparison
),

told as (
    select
        s.version_no,
        c.case_no,
        list_sort(list(r.content_hash) filter (where s.is_now)) as now,
        list_sort(list(r.content_hash) filter (where not s.is_now)) as before
    from side as s
    join known_row as r on r.version_no = s.side_no
    join row_case as c using (row_no)
    group by all
),

supplement as (
    select distinct version_no from comparison where joins and not read_anew
)
select
    version_no,
    case_no,
    case when before is null then 'added' when now is null then 'missing' else 'changed' end as change
from told
where now is distinct from before
    and (now is not null or version_no not in (from supplement))
