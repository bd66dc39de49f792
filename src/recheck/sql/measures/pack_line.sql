-- The overdue cases as packs carry them: to whom, in which part, whose turn it is, what was done so far.
-- `part`: first when the deadline is stated and its delivery documented, else second; settled when nobody can come back and
-- that is confirmed, followed after a later exam. `enterprise_seq`: the order in which enterprises are visited.
-- `names_day`: the notice names the last day itself, so that nothing counts from another.
-- one row per: case_id
-- read by: pack_enterprise
with dated as (
    select distinct c.case_no, r.deadline_text
    from case_row as c
    join row_read as r using (row_no)
    where r.deadline_mode in ('on', 'month_day')
),

told as (
    select
        l.*,
        d.case_no is not null as names_day,
        f.case_no,
        f.enterprise_no,
        if(getvariable('packs_by_town'), r.district || coalesce(r.town, ''), r.district) as recipient,
        case
            when f.case_no in (select case_no from confirmed_leaver) then 'settled'
            when n.case_no is not null then 'followed'
            when l.due_basis = 'stated' and l.notice_state = '已签收' then 'first'
            else 'second'
        end as part,
        coalesce(k.link, if(l.notice_state = '无通知记录', '机构未通知', '待查')) as link,
        n.exam_date as followed_on,
        n.institution as followed_by,
        a.acted_on as last_acted_on,
        a.result as last_result,
        a.promised_on as last_promised_on,
        a.evidence as last_evidence,
        i.phone as institution_phone
    from cases as l
    join case_fact as f using (case_id)
    join recipient as r using (case_no)
    left join dated as d on d.case_no = f.case_no and d.deadline_text = l.deadline_text
    left join followed_case as n on n.case_no = f.case_no
    left join answered_case as a on a.case_no = f.case_no
    left join reason_link as k on k.reason = l.reason
    left join reporter as i on i.institution = l.institution
),

instructed as (
    select p.case_no, count(*) as instructed
    from packed_case as p
    cross join pack_basis as b
    where (p.as_of, p.known_at) < (b.as_of, b.known_at)
    group by p.case_no
),

severe as (
    select s.case_no, min(g.severity) as severity
    from stage as s
    join hazard_severity as g using (hazard_group)
    group by s.case_no
),

weighed as (
    select
        t.recipient, t.enterprise_no,
        count(*) as waiting,
        min(s.severity) as severity,
        max(t.days_overdue) as most_days,
        max(coalesce(i.instructed, 0)) as instructed
    from told as t
    left join severe as s using (case_no)
    left join instructed as i using (case_no)
    where t.part in ('first', 'second')
    group by t.recipient, t.enterprise_no
),

ranked as (
    select district, min(place_no) as place_no from place group by district
),

visited as (
    select
        recipient, enterprise_no, waiting,
        row_number() over (
            partition by recipient
            order by waiting desc, severity nulls last, most_days desc, instructed desc, enterprise_no
        ) as enterprise_seq
    from weighed
)
select
    t.* exclude (case_no, enterprise_no),
    b.known_at as pack_known_at,
    coalesce(i.instructed, 0) as instructed,
    if(t.part in ('first', 'second'), v.enterprise_seq, null) as enterprise_seq
from told as t
cross join pack_basis as b
left join instructed as i using (case_no)
left join visited as v on v.recipient = t.recipient and v.enterprise_no = t.enterprise_no
left join ranked as w on w.district = t.district
order by
    if(t.recipient = '本所', null, w.place_no) nulls last, t.recipient,
    array_position(['first', 'second', 'settled', 'followed'], t.part),
    enterprise_seq, t.enterprise, t.days_overdue desc, t.case_id
