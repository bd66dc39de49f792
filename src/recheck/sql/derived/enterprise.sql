-- Enterprises as their newest rows describe them; the place is where the case belongs (definitions §4).
-- one row per: enterprise_no
-- read by: case_fact
with fed as (
    select c.enterprise_no, f.newest, r.enterprise, r.uscc, r.district, r.town, r.scale, r.industry
    from case_row as f
    join row_case as c using (row_no)
    join row_read as r using (row_no)
),

placed as (
    select
        enterprise_no,
        arg_max(enterprise, newest) as enterprise,
        max(uscc) as uscc,
        arg_max(district, newest) as district,
        arg_max(scale, newest) as scale,
        arg_max(industry, newest) as industry
    from fed
    group by enterprise_no
),

towned as (
    select f.enterprise_no, arg_max(f.town, f.newest) as town
    from fed as f
    join placed as p on p.enterprise_no = f.enterprise_no and p.district = f.district
    group by f.enterprise_no
)
select
    p.enterprise_no,
    p.enterprise,
    p.uscc,
    coalesce(p.district, '待核实') as district,
    if(p.district = '市外', '市外', coalesce(t.town, '待核实')) as town,
    coalesce(p.scale, '不详') as scale,
    coalesce(p.industry, '不详') as industry
from placed as p
left join towned as t using (enterprise_no)
