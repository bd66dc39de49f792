-- The deadlines of an obligation in their order: the first, and a new one from every recheck that again said 复查.
-- Of an obligation exactly one stage holds on any day T: starts_on <= T < next_on.
-- one row per: case_no, hazard, starts_on, renewal
-- read by: asked_case, case_event, case_known, cases, followed_case, lost_by_edit, nothing_by_itself, obligation_state, open_pack, pack_line, rows_in_one_case
with renewed as (
    select
        e.case_no, e.hazard,
        row_number() over renewal as renewal,
        e.happened_on as starts_on,
        lead(e.happened_on) over renewal as next_on,
        e.happened_on + o.rule_days as due_on
    from obligation_event as e
    join obligation_due as o using (case_no, hazard)
    where e.again
    window renewal as (partition by e.case_no, e.hazard order by e.happened_on)
),

begun as (
    select
        o.case_no, o.hazard, 0 as renewal, o.exam_date as starts_on, r.starts_on as next_on,
        o.due_on, o.due_basis, o.base_on, o.base_kind,
        true as met_before
    from obligation_due as o
    left join renewed as r on r.case_no = o.case_no and r.hazard = o.hazard and r.renewal = 1
    union all
    select
        r.case_no, r.hazard, r.renewal, r.starts_on, r.next_on,
        r.due_on, 'rule', r.starts_on, 'rechecked',
        bool_and(r.starts_on <= coalesce(p.due_on, o.due_on) + o.grace_days) over (
            partition by r.case_no, r.hazard order by r.renewal
        )
    from renewed as r
    join obligation_due as o using (case_no, hazard)
    left join renewed as p
        on p.case_no = r.case_no and p.hazard = r.hazard and p.renewal = r.renewal - 1
),

closing as (
    select
        case_no, hazard,
        min(happened_on) as closed_on,
        arg_min(source, happened_on) as recheck_source,
        arg_min_null(recheck_institution, happened_on) as recheck_institution,
        arg_min_null(recheck_conclusion, happened_on) as recheck_conclusion
    from obligation_event
    where not again
    group by all
),

-- by itself, because numbering sorts all that it passes on
numbered as (
    select case_no, hazard, renewal, row_number() over (order by case_no, hazard, renewal) as stage_no
    from begun
)
select
    n.stage_no,
    b.case_no, b.hazard, o.hazard_group,
    b.starts_on, b.next_on, b.due_on, b.due_on + o.grace_days as limit_on, b.due_basis, b.base_on, b.base_kind,
    o.deadline_text, o.notified_on, o.delivered_on, o.notice_state,
    c.closed_on, c.recheck_source, c.recheck_institution, c.recheck_conclusion,
    b.met_before,
    o.said_yes and c.closed_on is null and b.renewal = 0 and b.next_on is null as claims,
    o.hazard_no + if(b.due_basis = 'stated', 0, 524288) as precedence
from begun as b
join numbered as n using (case_no, hazard, renewal)
join obligation_due as o using (case_no, hazard)
left join closing as c on c.case_no = b.case_no and c.hazard = b.hazard and b.next_on is null
