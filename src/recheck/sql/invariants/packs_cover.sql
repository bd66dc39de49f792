-- The packs of the day and the arrivals asked about name the overdue cases, each once; where only some places got packs,
-- theirs.
-- one row per: recipient
-- read by: invariants
with issued as (
    select p.pack_no, p.recipient, p.scope, p.by_town
    from pack as p
    join question as q on q.as_of = p.as_of and q.known_at = p.known_at
    where p.scope <> 'part'
),

-- of packs for the same places the last ones count
counting as (
    select * from issued
    qualify pack_no = max(pack_no) over (partition by recipient)
        and by_town = arg_max(by_town, pack_no) over ()
),

owed as (
    select
        s.case_no,
        if(t.by_town, r.district || coalesce(r.town, ''), r.district) as recipient
    from case_state as s
    join recipient as r using (case_no)
    cross join (select any_value(by_town) as by_town, bool_or(scope = 'all') as complete from counting) as t
    where s.part is null and s.state = 'overdue'
        and (t.complete or if(t.by_town, r.district || coalesce(r.town, ''), r.district) in (select recipient from counting))
),

packed as (
    select i.recipient, c.case_no, count(*) over (partition by c.case_no) as times
    from counting as i
    join pack_case as k using (pack_no)
    join row_read as r on r.case_code = k.case_id
    join row_case as c on c.row_no = r.row_no
)
select
    coalesce(o.recipient, p.recipient) as label,
    count(o.case_no) as expected,
    count(*) filter (where o.recipient = p.recipient and p.times = 1) - count(*) filter (where o.case_no is null) as found
from owed as o
full join packed as p on p.case_no = o.case_no
group by 1
