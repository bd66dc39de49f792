-- Where every expected reporter stands with every half-year: active, nil, excused or missing; and whether it came late. A
-- half-year that was reported, or said to be nil, is so even for a reporter that was excused.
-- one row per: institution, period
-- read by: reporters, reporters_stated, submissions
with reported as (
    select
        institution, period,
        bool_and(nil) filter (where active) as nil,
        arg_min(t.version_no is not null, (placed_at, version_no)) as late
    from known_version
    left join late_version as t using (version_no)
    where kind = 'recheck_status' and not withdrawn
    group by all
    having bool_or(active)
),

excused as (
    select subject as institution, other as period
    from known_decision
    where verdict in ('excuse', 'expect')
    group by all
    having arg_max(verdict, (received_at, decision_no)) = 'excuse'
)
select
    e.institution,
    e.period,
    case
        when r.nil then 'nil'
        when not r.nil then 'active'
        when x.institution is not null then 'excused'
        else 'missing'
    end as status,
    coalesce(r.late, false) as late,
    d.report_by
from expected as e
join reporting_date as d using (period)
left join reported as r using (institution, period)
left join excused as x using (institution, period)
