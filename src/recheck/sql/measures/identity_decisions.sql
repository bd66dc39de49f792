-- What was decided about pairs of people, the newest first; `stands`: no newer decision about the pair.
-- one row per: decision_no
-- read by: candidates
select
    d.verdict,
    d.subject as case_id,
    d.other as other_case_id,
    d.decided_on,
    d.decided_by,
    nullif(d.reason, '') as decision_reason,
    d.received_at,
    p.decision_no is not null as stands,
    q.known_at
from known_decision as d
left join decided_pair as p using (decision_no)
cross join question as q
where d.verdict in ('same_person', 'other_person')
order by d.decision_no desc
