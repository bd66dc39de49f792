-- The deadlines of an obligation in their order: the first, and a new one from every recheck that again said 复查.
-- Of an obligation exactly one stage holds on any day T: starts_on <= T < next_on.
-- one row per: case_no, hazard, starts_on, renewal
-- read by: asked_case, case_event, case_known, cases, followed_case, lost_by_edit, nothing_by_itself, obligation_state, open_pack, pack_line, rows_in_one_case
with obligation as (
    from obligation_due
),

renewed as (
    select
        e.case_no, e.hazard,
        row_number() over renewal as renewal,
        e.happened_on as starts_on,
        lead(e.happened_on) over renewal as next_on,
        e.happened_on + o.rule_days as due_on
    from obligation_event as e
    join obligation as o using (case_no, hazard)
    where e.again
    window renewal as (partition by e.case_no, e.hazard order by e.happened_on)
),

begun as (
    select
        o.*,
        0 as renewal, o.exam_date as starts_on, r.starts_on as next_on,
        true as met_before
    from obligation as o
    left join renewed as r on r.case_no = o.case_no and r.hazard = o.hazard and r.renewal = 1
    union all
    select
        o.* replace (
            r.due_on as due_on, 'rule' as due_basis, r.starts_on as base_on, 'rechecked' as base_kind
        ),
        r.renewal, r.starts_on, r.next_on,
        bool_and(r.starts_on <= coalesce(p.due_on, o.due_on) + o.grace_days) over (
            partition by r.case_no, r.hazard order by r.renewal
        )
    from renewed as r
    join obligation as o using (case_no, hazard)
    left join renewed as p
        on p.case_no = r.case_no and p.hazard = r.hazard and p.renewal = r.renewal - 1
)
select
    (b.case_no * 524288 + b.hazard_no) * 4096 + b.renewal as stage_no,
    b.case_no, b.hazard, b.hazard_group,
    b.starts_on, b.next_on, b.due_on, b.due_on + b.grace_days as limit_on, b.due_basis, b.base_on, b.base_kind,
    b.deadline_text, b.notified_on, b.delivered_on, b.notice_state,
    e.happened_on as closed_on, e.source as recheck_source, e.recheck_institution, e.recheck_conclusion,
    b.met_before,
    b.said_yes and e.happened_on is null and b.renewal = 0 and b.next_on is null as claims,
    b.hazard_no + if(b.due_basis = 'stated', 0, 524288) as precedence
from begun as b
left join obligation_event as e
    on e.case_no = b.case_no and e.hazard = b.hazard and not e.again and b.next_on is null
