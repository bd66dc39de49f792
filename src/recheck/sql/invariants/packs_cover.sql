-- The packs of the day and the arrivals asked about name the overdue cases, each once; packs of some cases or places are
-- left out.
-- one row per: recipient
-- read by: invariants
with named as (
    select p.pack_no, p.recipient, p.by_town, c.case_no
    from pack as p
    join question as q on q.as_of = p.as_of and q.known_at = p.known_at
    join pack_case as k using (pack_no)
    join row_read as r on r.case_code = k.case_id
    join row_case as c on c.row_no = r.row_no
    where p.scope = 'all'
),

-- of packs for districts and packs for towns the last ones count
packed as (
    select
        case_no,
        arg_max(recipient, pack_no) as recipient,
        arg_max(by_town, pack_no) as by_town,
        count(distinct recipient) filter (where by_town) <= 1
            and count(distinct recipient) filter (where not by_town) <= 1 as is_once
    from named
    group by case_no
),

owed as (
    select s.case_no, r.district || if(p.by_town, coalesce(r.town, ''), '') as recipient
    from case_state as s
    join recipient as r using (case_no)
    left join packed as p using (case_no)
    where s.part is null and s.state = 'overdue'
)
select
    coalesce(o.recipient, p.recipient) as label,
    count(o.case_no) as expected,
    count(*) filter (where o.recipient = p.recipient and p.is_once) - count(*) filter (where o.case_no is null) as found
from owed as o
full join packed as p on p.case_no = o.case_no
group by 1
