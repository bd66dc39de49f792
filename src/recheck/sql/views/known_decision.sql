-- Decisions known at K.
-- one row per: decision_no
-- read by: known_version
select d.*
from decision as d
cross join question as q
where d.received_at <= q.known_at
