-- The state of a case at the end of day T, of its obligations together, or of one hazard (group) when the question's
-- grain says so. This is the only place where overdue is decided (definitions §6).
-- one row per: case_no, part (part is null unless rates are asked by hazard)
-- read by: asked_case, case_asked, open_pack, pack_standing, packs_answer, packs_cover, returned_row, states_partition
with gathered as (
    select
        case_no,
        part,
        any_value(hazard_group) as hazard_group,
        bool_and(closed) as rechecked,
        bool_or(closed) and not bool_and(closed) as partial,
        bool_or(claims and not closed) as claimed,
        bool_and(met) as met,
        coalesce(min(due_on) filter (where not closed), min(due_on)) as due_on,
        coalesce(min(limit_on) filter (where not closed), min(limit_on)) as limit_on,
        max(closed_on) as closed_on,
        arg_min(stage_no, urgency + if(closed, 1125899906842624, 0)) as deciding_stage_no,
        arg_min(notice_state, urgency + if(closed, 1125899906842624, 0)) as notice_state,
        -- of equal dates the case's own recheck, then the first hazard, so that the same question always has the same answer
        arg_max(
            stage_no,
            (closed_on - date '1970-01-01') * 1099511627776
                - case recheck_source when 'reported' then 0 when 'cross_match' then 1 else 2 end * 68719476736
                - hazard_no
        ) as closing_stage_no
    from obligation_state
    group by case_no, part
),

-- unless rechecked on or before that day
exempt as (
    select x.case_no, x.exempted_on
    from exemption as x
    join obligation_state as s using (case_no)
    where x.reopened_on is null
    group by all
    having not bool_and(coalesce(s.closed_on <= x.exempted_on, false))
)
select
    g.*,
    case
        when v.case_no is not null then 'void'
        when e.case_no is not null then 'exempt'
        when g.rechecked and g.met then 'done_on_time'
        when g.rechecked then 'done_late'
        when q.as_of <= g.limit_on then 'not_due'
        else 'overdue'
    end as state,
    -- since when it is not open: of a case that was rechecked while it was exempt, since it was reopened
    coalesce(e.exempted_on, if(g.rechecked, coalesce(x.reopened_on, g.closed_on), null)) as settled_on
from gathered as g
cross join question as q
left join void_case as v using (case_no)
left join exempt as e using (case_no)
left join exemption as x
    on x.case_no = g.case_no and g.rechecked and x.exempted_on < g.closed_on and g.closed_on <= x.reopened_on
