-- The cases of packs, by the number they have at K. `current`: no newer pack names the case, so this one answers for it.
-- one row per: pack_no, case_no
-- read by: case_event, open_pack, pack_line, pack_standing, packs_answer
select
    p.pack_no, p.recipient, p.as_of, p.known_at, p.received_at, c.case_no,
    min(k.case_id) as case_id,
    min(k.part) as part,
    min(k.enterprise_seq) as enterprise_seq,
    p.newness = max(p.newness) over (partition by c.case_no) as current
from known_pack as p
join pack_case as k using (pack_no)
join row_read as r on r.case_code = k.case_id
join row_case as c on c.row_no = r.row_no
group by p.pack_no, p.recipient, p.as_of, p.known_at, p.received_at, p.newness, c.case_no
