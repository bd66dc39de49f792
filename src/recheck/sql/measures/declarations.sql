-- What institutions declare about each half-year on their sheets 汇总, and how many of its cases they list.
-- one row per: institution (when asked so) and period
-- read by: measures
select
    columns(lambda name: list_contains(getvariable('group_columns'), name)),
    period,
    sum(examined)::bigint as examined,
    sum(declared)::bigint as declared,
    sum(notified)::bigint as notified,
    sum(own)::bigint as listed,
    count(*) as submissions,
    count(examined + declared) as declaring,
    sum(declared) filter (where examined is not null)
        / nullif(sum(examined) filter (where declared is not null), 0) as need_rate
from (
    select '合计' as total, t.institution, t.period, t.own, d.examined, d.declared, d.notified
    from listed_total as t
    cross join question as q
    left join declared_line as d
        on d.counts and d.institution = t.institution and d.period = t.period and d.kind = t.kind
    where t.kind = 'recheck_status' and (q.institution is null or t.institution = q.institution)
)
group by all
order by all
