-- Decisions known at K.
-- one row per: decision_no
-- read by: case_cause, case_decision, case_merge, decided_pair, identity_decisions, known_version, merge_pair, merged_link, reporter_state, withdrawal
select d.*
from decision as d
cross join question as q
where d.received_at <= q.known_at
