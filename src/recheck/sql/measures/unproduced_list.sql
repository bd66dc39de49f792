-- Lists that were not produced for longer than their interval: as of no day within it before T. Before the first time, from
-- the first arrival on.
-- one row per: list
-- read by: watch
with last_time as (
    select p.list, max(p.as_of) as as_of
    from produced as p
    cross join question as q
    where p.as_of <= q.as_of
    group by p.list
)
select d.list as label
from duty as d
cross join question as q
left join last_time as l using (list)
where q.as_of - coalesce(l.as_of, (select cast(min(received_at) as date) from received_file)) > d.days
order by d.list
