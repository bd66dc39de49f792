-- The newest day and arrivals for which packs were issued to all.
-- one row per: store
-- read by: invariants
select p.as_of, p.known_at
from known_pack as k
join pack as p using (pack_no)
where p.scope = 'all'
order by p.as_of desc, p.known_at desc
limit 1
