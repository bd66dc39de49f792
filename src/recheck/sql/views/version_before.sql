-- What a version is compared with: the versions that it replaced or joined when it came, or the reading before it when
-- its file was read anew.
-- one row per: version_no, before_no
-- read by: comparison, history
with reading as (
    select
        v.version_no, b.version_no as before_no, b.file_no > v.file_no as later,
        b.file_no as before_file_no, b.origin_no
    from known_version as v
    join known_version as b using (institution, period, kind)
    where (b.placed_at, b.origin_no) < (v.placed_at, v.origin_no)
        and not b.withdrawn
        and b.turn = if(v.begins, v.turn - 1, v.turn)
        and not exists (
            from known_version as o
            where o.institution = v.institution and o.period = v.period and o.kind = v.kind
                and o.origin_no = v.origin_no and o.file_no < v.file_no
        )
    union all
    select v.version_no, b.version_no, false, b.file_no, b.origin_no
    from known_version as v
    join known_version as b using (institution, period, kind, origin_no)
    where b.file_no < v.file_no
)
select version_no, before_no
from reading
qualify row_number() over (
    partition by version_no, origin_no order by later, if(later, before_file_no, -before_file_no)
) = 1
