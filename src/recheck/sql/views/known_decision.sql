-- Decisions known at K.
-- one row per: decision_no
-- read by: case_cause, case_decision, identity_decisions, known_version, merge_pair, pair_decision, reporter_state, withdrawal
select d.*
from decision as d
cross join question as q
where d.received_at <= q.known_at
