-- Packs that are out or were, with who acknowledged them and where their cases stand at T.
-- one row per: pack_no
-- read by: open_pack
with counted_standing as (
    select
        pack_no,
        count(*) as cases,
        count(*) filter (where standing = 'waiting') as waiting,
        count(*) filter (where standing = 'answered') as answered,
        count(*) filter (where standing = 'closed') as closed,
        count(*) filter (where standing = 'carried') as carried,
        bool_or(replied) as replied
    from pack_standing
    group by pack_no
),

acknowledged as (
    select
        r.pack_no,
        arg_min(r.acknowledged_on, (r.received_at, r.acknowledged_on)) as acknowledged_on,
        arg_min(r.acknowledged_by, (r.received_at, r.acknowledged_on)) as acknowledged_by
    from pack_receipt as r
    cross join question as q
    where r.received_at <= q.known_at
    group by r.pack_no
)
select
    format('P{:04d}', p.pack_no) as pack,
    p.recipient,
    case
        when c.carried + c.closed = c.cases then 'closed'
        when c.waiting = 0 then 'answered'
        when a.acknowledged_on is not null or c.replied then 'acknowledged'
        else 'out'
    end as pack_status,
    p.as_of as pack_as_of,
    p.known_at as pack_known_at,
    p.received_at as issued_at,
    c.cases, c.waiting, c.answered, c.closed, c.carried,
    a.acknowledged_on,
    a.acknowledged_by,
    q.as_of,
    q.known_at
from known_pack as p
join counted_standing as c using (pack_no)
left join acknowledged as a using (pack_no)
cross join question as q
where cast(p.received_at as date) <= q.as_of
order by p.pack_no
