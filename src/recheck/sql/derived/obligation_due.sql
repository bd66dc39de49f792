-- The first deadline of every obligation, its basis and base date (definitions §4, §5).
-- one row per: case_no, hazard
-- read by: stage
with merged as (
    select
        o.case_no,
        o.hazard,
        c.exam_date,
        arg_max(r.delivered_on, f.oldest_period) filter (where r.delivered_on >= c.exam_date) as delivered_on,
        arg_max(r.notified_on, f.oldest_period) filter (where r.notified_on >= c.exam_date) as notified_on,
        arg_max(r.reported_on, f.oldest_period) filter (where r.reported_on >= c.exam_date) as reported_on,
        arg_max(r.row_no, f.oldest_period) filter (
            where r.deadline_mode is not null and coalesce(r.deadline_on >= c.exam_date, true)
        ) as stating_row_no,
        arg_max(r.rechecked = 'yes', f.newest) as said_yes
    from obligation_row as o
    join case_row as f using (row_no)
    join row_read as r using (row_no)
    join case_fact as c on c.case_no = o.case_no
    group by o.case_no, o.hazard, c.exam_date
),

based as (
    select
        m.*,
        coalesce(m.delivered_on, m.notified_on, m.reported_on, m.exam_date + j.assumed_days) as base_on,
        case
            when m.delivered_on is not null then 'delivered'
            when m.notified_on is not null then 'notified'
            when m.reported_on is not null then 'reported'
            else 'assumed'
        end as base_kind,
        j.grace_days,
        d.deadline_mode, d.deadline_on, d.deadline_amount, d.deadline_unit, d.deadline_text
    from merged as m
    cross join judging as j
    left join row_read as d on d.row_no = m.stating_row_no
),

stated as (
    select
        *,
        case
            when deadline_mode = 'on' then deadline_on
            when deadline_mode = 'month_day' then list_min(list_filter(
                list_transform(range(if(deadline_amount = 229, 9, 2)), lambda years: try_cast(format(
                    '{}-{:02d}-{:02d}', year(base_on) + years, deadline_amount // 100, deadline_amount % 100
                ) as date)),
                lambda day: day >= base_on
            ))
            when deadline_unit = 'month' then cast(base_on + to_months(deadline_amount) as date)
            when deadline_unit = 'day' then base_on + deadline_amount
        end + if(deadline_mode = 'after', 30, 0) as stated_on
    from based
)
select
    s.case_no,
    s.hazard,
    h.hazard_no,
    h.hazard_group,
    h.days as rule_days,
    s.exam_date,
    coalesce(s.stated_on, s.base_on + h.days) as due_on,
    if(s.stated_on is null, 'rule', 'stated') as due_basis,
    s.base_on,
    s.base_kind,
    s.grace_days,
    s.deadline_text,
    s.notified_on,
    s.delivered_on,
    case
        when s.delivered_on is not null then '已签收'
        when s.notified_on is not null then '已通知无签收'
        else '无通知记录'
    end as notice_state,
    coalesce(s.said_yes, false) as said_yes
from stated as s
join hazard_rule as h
    on h.hazard = s.hazard and s.exam_date between h.from_on and h.until_on
