-- Enterprises as registers tell of them, else as their newest rows do; the place is where the case belongs
-- (definitions §4).
-- one row per: enterprise_no
-- read by: case_fact, enterprise_name, enterprise_todo
with of_case as (
    select
        c.enterprise_no,
        f.newest + if(f.newest < 0, 4611686018427387904, 0) as newest,  -- also of rows that only fill
        r.enterprise, r.district, r.town, r.scale, r.industry
    from case_row as f
    join row_case as c using (row_no)
    join row_read as r using (row_no)
),

-- whoever was examined tells where the employer is; the newest row of each spelling is enough
examined as (
    select uscc, enterprise_key, district, enterprise, town, scale, industry, max(newest) as newest
    from known_row
    where active and kind = 'exam_records'
    group by all
),

fed as (
    from of_case
    union all
    select s.enterprise_no, e.newest, e.enterprise, e.district, e.town, e.scale, e.industry
    from examined as e
    join enterprise_spelling as s
        on s.uscc = coalesce(e.uscc, '')
        and s.enterprise_key = coalesce(e.enterprise_key, '')
        and s.district = coalesce(e.district, '')
    where s.enterprise_no in (select enterprise_no from of_case)
),

listed as (
    select s.enterprise_no, l.newest, l.district, l.town, l.scale, l.industry
    from known_register as l
    join enterprise_spelling as s
        on s.uscc = coalesce(l.named_uscc, '')
        and s.enterprise_key = coalesce(l.named_key, '')
        and s.district = coalesce(l.named_district, '')
    where s.enterprise_no is not null
),

coded as (
    select enterprise_no, any_value(owner_uscc) as uscc
    from enterprise_spelling
    where enterprise_no is not null
    group by enterprise_no
),

told as (
    select
        enterprise_no,
        arg_max(enterprise, newest) as enterprise,
        arg_max(district, newest) as district,
        arg_max(scale, newest) as scale,
        arg_max(industry, newest) as industry
    from fed
    group by enterprise_no
),

registered as (
    select
        enterprise_no,
        arg_max(district, newest) as district,
        arg_max(scale, newest) as scale,
        arg_max(industry, newest) as industry
    from listed
    group by enterprise_no
),

placed as (
    select
        t.enterprise_no,
        t.enterprise,
        c.uscc,
        coalesce(g.district, t.district) as district,
        coalesce(g.scale, t.scale) as scale,
        coalesce(g.industry, t.industry) as industry
    from told as t
    join coded as c using (enterprise_no)
    left join registered as g using (enterprise_no)
),

towned as (
    select
        p.enterprise_no,
        coalesce(
            arg_max(t.town, t.newest) filter (where t.registered),
            arg_max(t.town, t.newest) filter (where not t.registered)
        ) as town
    from placed as p
    join (
        select enterprise_no, newest, district, town, true as registered from listed
        union all
        select enterprise_no, newest, district, town, false from fed
    ) as t on t.enterprise_no = p.enterprise_no and t.district = p.district
    group by p.enterprise_no
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
