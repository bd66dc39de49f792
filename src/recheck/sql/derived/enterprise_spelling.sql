-- Which enterprise each spelling belongs to: by USCC; else by the only USCC of that name in the row's district. Registers
-- spell as rows do, may tell that a code is another's, and know enterprises that no row has named yet.
-- `enterprise_no` is empty for those; `owner_uscc` for enterprises without a USCC.
-- one row per: uscc, enterprise_key, district (empty text where a row has none)
-- read by: enterprise, enterprise_name, identity_row
with told as (
    select
        coalesce(uscc, '') as uscc,
        coalesce(enterprise_key, '') as enterprise_key,
        coalesce(district, '') as district,
        bool_or(active) as active,
        max(newest) filter (where active) as newest,
        min(row_no) as first_row_no
    from known_row
    group by all
    union all
    select
        coalesce(named_uscc, ''),
        coalesce(named_key, ''),
        coalesce(named_district, ''),
        named_uscc is null or newest = max(newest) over (partition by named_uscc),
        null,
        null
    from known_register
),

-- the newest line about a name under a code (without one: of a district) tells its true code, or that it has none
corrected as (
    select
        coalesce(named_uscc, '') as uscc,
        coalesce(named_key, '') as enterprise_key,
        if(named_uscc is null, coalesce(named_district, ''), '') as district,
        arg_max(coalesce(uscc, ''), newest) as code
    from known_register
    where uscc is not null or foreign_uscc
    group by all
),

spelling as (
    select
        t.uscc, t.enterprise_key, t.district,
        coalesce(any_value(c.code), t.uscc) as code,
        bool_or(t.active) as active,
        max(t.newest) as newest,
        min(t.first_row_no) as first_row_no
    from told as t
    left join corrected as c
        on c.uscc = t.uscc
        and c.enterprise_key = t.enterprise_key
        and c.district = if(t.uscc = '', t.district, '')
    group by t.uscc, t.enterprise_key, t.district
),

-- where the register places a code; else its newest row does
placed as (
    select coalesce(uscc, if(foreign_uscc, null, named_uscc)) as code, arg_max(district, newest) as district
    from known_register
    group by 1
),

coded as (
    select
        s.code,
        coalesce(
            any_value(p.district),
            arg_max(s.district, s.newest) filter (where s.district <> '' and s.newest is not null)
        ) as district
    from spelling as s
    left join placed as p using (code)
    where s.code <> '' and s.active
    group by s.code
),

named as (
    select distinct s.enterprise_key, c.code, c.district
    from spelling as s
    join coded as c using (code)
    where s.active and s.enterprise_key <> ''
),

joined as (
    select s.enterprise_key, s.district, min(n.code) as code
    from spelling as s
    join named as n
        on n.enterprise_key = s.enterprise_key
        and (s.district = '' or n.district = s.district)
    where s.code = ''
    group by s.enterprise_key, s.district
    having count(distinct n.code) = 1
),

owned as (
    select
        s.uscc, s.enterprise_key, s.district, s.first_row_no,
        coalesce(nullif(s.code, ''), j.code) as owner_uscc,
        coalesce(owner_uscc, s.enterprise_key || '|' || s.district) as owner
    from spelling as s
    left join joined as j
        on s.code = '' and j.enterprise_key = s.enterprise_key and j.district = s.district
)
select
    uscc,
    enterprise_key,
    district,
    min(first_row_no) over (partition by owner) as enterprise_no,
    owner_uscc
from owned
