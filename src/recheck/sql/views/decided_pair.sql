-- Pairs of rows whose people somebody decided to be one person, or two; of several decisions about a pair the newest
-- counts.
-- one row per: decision_no
-- read by: case_fact, decided_person, identity_asked, identity_decisions, identity_pair
with ranked as (
    select
        decision_no, subject, other, verdict = 'same_person' as same,
        row_number() over (
            partition by least(subject, other), greatest(subject, other)
            order by received_at desc, decision_no desc
        ) as place
    from known_decision
    where verdict in ('same_person', 'other_person')
)
select d.decision_no, d.subject, d.other, d.same, a.row_no, b.row_no as other_no
from ranked as d
join row_read as a on a.case_code = d.subject
join row_read as b on b.case_code = d.other
where d.place = 1
