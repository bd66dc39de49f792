-- Cases that are void, whatever T: the newest of void and reopen that is known at K is a void.
-- one row per: case_no
-- read by: case_state, merge_pair
select case_no
from case_decision
where verdict in ('void', 'reopen')
group by case_no
having arg_max(verdict, (received_at, decision_no)) = 'void'
