-- Which enterprise each spelling belongs to: by USCC; else by the only USCC of that name in the row's district.
-- one row per: uscc, enterprise_key, district (empty text where a row has none)
-- read by: identity_row
with spelling as (
    select
        coalesce(uscc, '') as uscc,
        coalesce(enterprise_key, '') as enterprise_key,
        coalesce(district, '') as district,
        bool_or(active) as active,
        max(newest) filter (where active) as newest,
        min(row_no) as first_row_no
    from known_row
    group by all
),

registered as (
    select uscc, arg_max(district, newest) filter (where district <> '') as district
    from spelling
    where uscc <> '' and active
    group by uscc
),

named as (
    select distinct s.enterprise_key, r.uscc, r.district
    from spelling as s
    join registered as r using (uscc)
    where s.active and s.enterprise_key <> ''
),

joined as (
    select s.enterprise_key, s.district, min(n.uscc) as uscc
    from spelling as s
    join named as n
        on n.enterprise_key = s.enterprise_key
        and (s.district = '' or n.district = s.district)
    where s.uscc = ''
    group by all
    having count(*) = 1
),

owned as (
    select
        s.*,
        case
            when s.uscc <> '' then s.uscc
            else coalesce(j.uscc, s.enterprise_key || '|' || s.district)
        end as owner
    from spelling as s
    left join joined as j
        on s.uscc = '' and j.enterprise_key = s.enterprise_key and j.district = s.district
)
select
    uscc,
    enterprise_key,
    district,
    min(first_row_no) over (partition by owner) as enterprise_no
from owned
