-- Labels that are one exam because somebody decided so; of several decisions about two 个案编号 the newest counts.
-- one row per: pair of labels
-- read by: identity
with ranked as (
    select
        subject, other, verdict,
        row_number() over (
            partition by least(subject, other), greatest(subject, other)
            order by received_at desc, decision_no desc
        ) as place
    from known_decision
    where verdict in ('merge', 'part')
)
select r.label, s.label as other
from ranked as d
join identity_row as r on r.case_code = d.subject
join identity_row as s on s.case_code = d.other
where d.place = 1 and d.verdict = 'merge' and r.label <> s.label
