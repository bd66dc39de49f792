-- Where the cases of packs stand at T: carried to a newer pack, closed (no longer overdue), answered since the pack was
-- issued, or waiting; cases that need no action count as answered. `replied`: somebody did answer.
-- one row per: pack_no, case_no
-- read by: issued_pack, open_pack, packs_answer
select
    p.pack_no,
    p.case_no,
    case
        when not p.current then 'carried'
        when s.state is distinct from 'overdue' then 'closed'
        when p.part in ('settled', 'followed') or a.answered_on >= cast(p.received_at as date) then 'answered'
        else 'waiting'
    end as standing,
    coalesce(a.answered_on >= cast(p.received_at as date), false) as replied
from packed_case as p
left join case_state as s on s.case_no = p.case_no and s.part is null
left join answered_case as a on a.case_no = p.case_no
