-- Pairs of 个案编号 that somebody decided to stand for one exam, where that decision is the newest about the pair.
-- one row per: subject, other
-- read by: cases
select subject, other
from known_decision
where verdict in ('merge', 'part')
qualify verdict = 'merge' and row_number() over (
    partition by least(subject, other), greatest(subject, other) order by received_at desc, decision_no desc
) = 1
