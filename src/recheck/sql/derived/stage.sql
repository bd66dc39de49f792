-- The deadlines of an obligation in their order: the first, and a new one from every recheck that again said 复查.
-- Of an obligation exactly one stage holds on any day T: starts_on <= T < next_on.
-- one row per: case_no, hazard, starts_on
-- read by: obligation_state
with begun as (
    select
        case_no, hazard, hazard_group, rule_days, grace_days,
        exam_date as starts_on, due_on, due_basis, base_on, base_kind,
        deadline_text, notified_on, delivered_on, notice_state, said_yes,
        false as renewed
    from obligation_due
    union all
    select
        e.case_no, e.hazard, o.hazard_group, o.rule_days, o.grace_days,
        e.happened_on, e.happened_on + o.rule_days, 'rule', e.happened_on, 'rechecked',
        o.deadline_text, o.notified_on, o.delivered_on, o.notice_state, o.said_yes,
        true
    from obligation_event as e
    join obligation_due as o using (case_no, hazard)
    where e.again
),

closing as (
    select
        case_no, hazard,
        min(happened_on) as closed_on,
        arg_min(source, happened_on) as recheck_source,
        arg_min(recheck_institution, happened_on) as recheck_institution,
        arg_min(recheck_conclusion, happened_on) as recheck_conclusion
    from obligation_event
    where not again
    group by all
),

ended as (
    select
        b.*,
        b.due_on + b.grace_days as limit_on,
        lead(b.starts_on) over renewal as next_on,
        if(lead(b.starts_on) over renewal is null, c.closed_on, null) as closed_on,
        c.recheck_source, c.recheck_institution, c.recheck_conclusion,
        c.closed_on is null and not bool_or(b.renewed) over obligation as unproven
    from begun as b
    left join closing as c using (case_no, hazard)
    window
        obligation as (partition by b.case_no, b.hazard),
        renewal as (partition by b.case_no, b.hazard order by b.starts_on, b.renewed)
)
select
    row_number() over (order by case_no, hazard, starts_on, renewed) as stage_no,
    case_no, hazard, hazard_group,
    starts_on, next_on, due_on, limit_on, due_basis, base_on, base_kind,
    deadline_text, notified_on, delivered_on, notice_state,
    closed_on,
    if(closed_on is null, null, recheck_source) as recheck_source,
    if(closed_on is null, null, recheck_institution) as recheck_institution,
    if(closed_on is null, null, recheck_conclusion) as recheck_conclusion,
    coalesce(bool_and(next_on <= limit_on) over (
        partition by case_no, hazard order by starts_on, renewed
        rows between unbounded preceding and 1 preceding
    ), true) as met_before,
    said_yes and unproven as claims,
    (case when due_basis = 'stated' then 0 else 524288 end)
        + least(524287, dense_rank() over (partition by case_no order by hazard)) as precedence
from ended
