-- Every overdue case that was ever packed stands in exactly one pack that is still open, waiting or answered; and every pack
-- is closed, answered, acknowledged or listed as out.
-- one row per: recipient, and one for all packs
-- read by: invariants
with standing as (
    select
        p.case_no,
        arg_max(p.recipient, p.current) as recipient,
        count(*) filter (where s.standing in ('waiting', 'answered')) as open_packs
    from packed_case as p
    join pack_standing as s on s.pack_no = p.pack_no and s.case_no = p.case_no
    join case_state as c on c.case_no = p.case_no and c.part is null
    where c.state = 'overdue'
    group by p.case_no
)
select recipient as label, count(*) as expected, count(*) filter (where open_packs = 1) as found
from standing
group by recipient
union all
select '督办包', count(*), count(*) filter (where k.cases = k.placed)
from known_pack as p
join (
    select pack_no, count(*) as cases,
        count(*) filter (where standing in ('carried', 'closed', 'answered', 'waiting')) as placed
    from pack_standing
    group by pack_no
) as k using (pack_no)
