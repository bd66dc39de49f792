-- Who has to see to a case: by decision, else the district of its enterprise, or its town where packs go to towns; the
-- institute itself where that is unknown or outside the city.
-- one row per: case_no
-- read by: pack_line, packs_cover
with responsible as (
    select
        f.case_no,
        coalesce(a.district, f.district) as district,
        if(a.case_no is null, f.town, a.town) as town
    from case_fact as f
    left join case_assigned as a on a.case_no = f.case_no
)
select
    case_no,
    if(district in ('市外', '待核实'), '本所', district) as district,
    if(district in ('市外', '待核实') or town = '待核实', null, town) as town
from responsible
