-- What somebody should find out about an enterprise: where it is, or whether its names and codes belong together. Places
-- are asked under the newest name; what was answered is not asked again.
-- one row per: enterprise_no, enterprise_key, problem
-- read by: enterprise_todo
with likeness as (
    select distinct enterprise_no, likeness from similar_name
)
select enterprise_no, enterprise_key, 'place_unknown' as problem
from enterprise_name
where is_newest and '待核实' in (district, town)
union all
select n.enterprise_no, n.enterprise_key, 'districts_differ'
from enterprise_name as n
where n.is_newest and not n.is_placed and 1 < (
    select count(distinct district)
    from (select unnest(o.districts) as district from enterprise_name as o where o.enterprise_no = n.enterprise_no)
)
union all
select n.enterprise_no, n.enterprise_key, 'town_elsewhere'
from enterprise_name as n
where n.is_newest and not n.is_placed
    and exists (from enterprise_name as o where o.enterprise_no = n.enterprise_no and o.misplaced)
union all
select enterprise_no, enterprise_key, 'several_names'
from enterprise_name
where names > 1 and uscc is not null and not is_reviewed
union all
select enterprise_no, enterprise_key, 'code_of_institution'
from enterprise_name
where is_of_institution and not is_institution and not is_reviewed
union all
select n.enterprise_no, n.enterprise_key, l.likeness
from enterprise_name as n
join likeness as l using (enterprise_no)
where not n.is_reviewed
