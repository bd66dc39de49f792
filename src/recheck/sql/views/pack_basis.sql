-- The last arrival up to K on which packs rest; packs themselves tell nothing new about cases.
-- one row per: store
-- read by: pack_line, pack_twin
select q.as_of, coalesce(max(a.arrived_at), q.known_at) as known_at
from question as q
left join (
    select received_at as arrived_at from received_file
    union all
    select known_from from judging_rules
    union all
    select received_at from decision
) as a on a.arrived_at <= q.known_at
group by q.as_of, q.known_at
