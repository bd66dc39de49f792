-- What happened to the listed cases from the exam to closure, each kind of event from its own relation: to add one, add a
-- branch. Rows and decisions are those known at K, whatever T; of deadlines those that hold or held by T.
-- `event`: kind; other columns are empty where they say nothing about it.
-- one row per: event
-- read by: cases
with duty as (
    select s.*, q.as_of
    from stage as s
    cross join question as q
    where s.case_no in (select case_no from listed_case) and s.starts_on <= q.as_of
),

told as (
    select 'exam' as event, f.exam_date as happened_on, f.institution, f.exam_type, h.hazards
    from listed_case as f
    join (select case_no, string_agg(distinct hazard, ';' order by hazard) as hazards from duty group by case_no) as h
        using (case_no)
    union all by name
    select
        'row' as event, cast(v.placed_at as date) as happened_on, r.institution, r.period, v.kind,
        case when v.withdrawn then 'withdrawn' when v.active then 'active' else 'superseded' end as status,
        v.file as source_file, w.sheet, w.row as source_row
    from row_case as c
    join known_row as r on r.row_no = c.row_no
    join row_read as w on w.row_no = c.row_no
    join known_version as v on v.version_no = r.version_no
    where c.case_no in (select case_no from listed_case)
    union all by name
    select
        'correction' as event, coalesce(k.verified_on, cast(k.received_at as date)) as happened_on,
        string_agg(distinct k.heading, ';' order by k.heading) as corrected, k.verified_by as corrected_by
    from known_correction as k
    join corrected_row as c using (target_row_no)
    join row_case as p on p.row_no = c.row_no
    where p.case_no in (select case_no from listed_case)
    group by happened_on, corrected_by
    union all by name
    select 'notified' as event, notified_on as happened_on, string_agg(distinct hazard, ';' order by hazard) as hazards
    from duty
    where notified_on is not null
    group by notified_on
    union all by name
    select 'delivered' as event, delivered_on as happened_on, string_agg(distinct hazard, ';' order by hazard) as hazards
    from duty
    where delivered_on is not null
    group by delivered_on
    union all by name
    select
        'deadline' as event, due_on as happened_on, string_agg(distinct hazard, ';' order by hazard) as hazards,
        due_basis, base_on, base_kind, if(due_basis = 'stated', deadline_text, null) as deadline_text
    from duty
    group by all
    union all by name
    select 'recheck_again' as event, starts_on as happened_on, string_agg(distinct hazard, ';' order by hazard) as hazards
    from duty
    where base_kind = 'rechecked'
    group by starts_on
    union all by name
    select
        'recheck' as event, closed_on as happened_on, string_agg(distinct hazard, ';' order by hazard) as hazards,
        recheck_source, recheck_institution, recheck_conclusion
    from duty
    where closed_on <= as_of
    group by all
    union all by name
    select
        'link' as event, x.happened_on, string_agg(distinct x.hazard, ';' order by x.hazard) as hazards,
        x.recheck_institution, x.recheck_conclusion, x.evidence as first_exam_no,
        f.name as source_file, r.sheet, r.row as source_row
    from cross_link as x
    join row_read as r using (row_no)
    join received_file as f using (file_no)
    cross join question as q
    where x.case_no in (select case_no from listed_case) and x.happened_on <= q.as_of
    group by all
    union all by name
    select 'pack' as event, cast(p.received_at as date) as happened_on, p.recipient, format('P{:04d}', p.pack_no) as pack
    from packed_case as p
    where p.case_no in (select case_no from listed_case)
    union all by name
    select
        'acknowledged' as event, a.acknowledged_on as happened_on, p.recipient, format('P{:04d}', p.pack_no) as pack,
        a.acknowledged_by
    from packed_case as p
    join pack_receipt as a using (pack_no)
    cross join question as q
    where a.received_at <= q.known_at and p.case_no in (select case_no from listed_case)
    union all by name
    select
        'answer' as event, coalesce(a.acted_on, a.received_on) as happened_on, a.action, a.result as supervision_result,
        a.rechecked_on, a.recheck_institution, a.recheck_conclusion, a.reason, a.promised_on, a.closed_on,
        a.evidence as proof
    from case_answer as a
    where a.case_no in (select case_no from listed_case)
    union all by name
    select
        verdict as event, decided_on as happened_on, reason as decision_reason, evidence as proof, decided_by,
        district as assigned_district, town as assigned_town,
        if(other is null, null, subject || ';' || other) as joined_cases, received_at
    from case_decision
    where case_no in (select case_no from listed_case)
)
select
    t.happened_on, t.event, t.hazards, t.exam_type, t.institution, t.period, t.kind, t.status,
    t.source_file, t.sheet, t.source_row, t.due_basis, t.base_on, t.base_kind, t.deadline_text,
    t.recheck_source, t.recheck_institution, t.recheck_conclusion, t.first_exam_no, t.corrected, t.corrected_by,
    t.pack, t.recipient, t.acknowledged_by, t.action, t.supervision_result, t.rechecked_on, t.reason, t.promised_on, t.closed_on,
    t.decision_reason, t.proof, t.decided_by, t.assigned_district, t.assigned_town, t.joined_cases, t.received_at
from told as t
order by
    t.happened_on,
    array_position(
        [
            'exam', 'row', 'correction', 'notified', 'delivered', 'link', 'pack', 'acknowledged', 'answer',
            'recheck_again', 'recheck'
        ],
        t.event
    ) nulls last,
    t.event, t.hazards, t.received_at, t.source_file, t.source_row, t.pack
