-- Packs issued by K. `newness`: by the day and the arrivals that they rest on; asked for anew, an earlier day stays early.
-- one row per: pack_no
-- read by: issued_pack, pack_issue, packed_case, packs_answer
select
    p.pack_no, p.recipient, p.as_of, p.known_at, p.received_at,
    row_number() over (order by p.as_of, p.known_at, p.pack_no) as newness
from pack as p
cross join question as q
where p.received_at <= q.known_at
