-- Enterprises with the same or a similar name that may be one. Similar names count only where one of the two has no code:
-- two valid codes with names that merely resemble each other are two enterprises.
-- one row per: enterprise_no, other_no
-- read by: enterprise_problem, enterprise_todo
with pair as (
    select a.enterprise_no, b.enterprise_no as other_no, 'same_name' as likeness
    from enterprise_name as a
    join enterprise_name as b using (enterprise_key)
    where a.enterprise_no <> b.enterprise_no and enterprise_key <> ''
    union all
    select a.enterprise_no, b.enterprise_no, 'similar_name'
    from enterprise_name as a
    join enterprise_name as b using (core)
    where a.enterprise_no <> b.enterprise_no
        and a.enterprise_key <> b.enterprise_key
        and (a.uscc is null or b.uscc is null)
        and length(core) >= 2
        and (length(core) >= 4 or a.district = b.district or '待核实' in (a.district, b.district))
)
select enterprise_no, other_no, min(likeness) as likeness
from pair
group by all
