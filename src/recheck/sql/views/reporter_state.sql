-- Where every expected reporter stands with every half-year: active, nil, excused or missing; and whether it came late. A
-- half-year that was reported, or said to be nil, is so even for a reporter that was excused.
-- one row per: institution, period
-- read by: reporters, reporters_stated, submissions
with reported as (
    select
        institution, period,
        bool_and(nil) filter (where active) as nil,
        arg_min(late, (placed_at, version_no)) as late
    from claim_line
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
    cast(
        if(right(e.period, 1) = '1',
            substr(e.period, 1, 4) || '-' || j.reporting_first,
            (cast(substr(e.period, 1, 4) as integer) + 1) || '-' || j.reporting_second
        ) as date
    ) as report_by
from expected as e
cross join judging as j
left join reported as r using (institution, period)
left join excused as x using (institution, period)
