-- Decisions known at K.
-- one row per: decision_no
-- read by: decided_pair, identity_decisions, known_version, withdrawal
select d.*
from decision as d
cross join question as q
where d.received_at <= q.known_at
