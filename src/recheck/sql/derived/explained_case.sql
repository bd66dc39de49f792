-- Cases whose gap somebody explained by a merge or a void, after the version that lacks them came: the newest row of the
-- case tells which submission that is.
-- one row per: case_no
-- read by: case_fact
with decided as (
    select case_no, max(received_at) as decided_at
    from case_decision
    where verdict in ('merge', 'void')
    group by case_no
),

newest as (
    select
        c.case_no,
        arg_max(
            (r.institution, r.period, r.kind), r.newest + if(r.kind = 'recheck_status', 4611686018427387904, 0)
        ) as submission
    from known_row as r
    join row_case as c using (row_no)
    where not r.withdrawn and r.visit is distinct from 'plain' and c.case_no in (select case_no from decided)
    group by c.case_no
),

counting as (
    select (institution, period, kind) as submission, max(placed_at) as placed_at
    from known_version
    where active
    group by all
)
select d.case_no
from decided as d
join newest as n using (case_no)
left join counting as v using (submission)
where d.decided_at >= coalesce(v.placed_at, d.decided_at)
