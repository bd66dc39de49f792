-- The judging rules known at K; before the first snapshot, the first.
-- one row per: store
-- read by: confirmed_leaver, exemption, hazard_rule, obligation_due, reporting_date
select j.*
from judging_rules as j
cross join question as q
order by j.known_from <= q.known_at desc, if(j.known_from <= q.known_at, -j.judging_no, j.judging_no)
limit 1
