-- What stands about two 个案编号: whether their people are one person, and whether they are one exam. Of several decisions
-- about a pair the newest counts.
-- one row per: decision_no
-- read by: case_merge, decided_pair, merged_link
select decision_no, subject, other, verdict
from known_decision
where verdict in ('same_person', 'other_person', 'merge', 'part')
qualify row_number() over (
    partition by verdict in ('merge', 'part'), least(subject, other), greatest(subject, other)
    order by received_at desc, decision_no desc
) = 1
