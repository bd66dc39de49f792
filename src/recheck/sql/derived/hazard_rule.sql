-- Days to recheck by the rules, for every hazard that a row names: the first rule that matches.
-- one row per: hazard, from_on
-- read by: obligation_due
with reading as (
    select reading_hash, max((received_at, file_no)) as newest
    from received_file
    cross join question as q
    where received_at <= q.known_at
    group by reading_hash
),

spelled as (
    select h.hazard, h.hazard_group, r.newest
    from hazard as h
    join reading as r using (reading_hash)
    union all
    select '不明', '其他', null
),

-- of two groups, that by the newest rules of reading that were known
named as (
    select
        hazard,
        coalesce(arg_max(hazard_group, newest), any_value(hazard_group)) as hazard_group,
        row_number() over (order by hazard) as hazard_no
    from spelled
    group by hazard
)
select
    n.hazard,
    max(n.hazard_no) as hazard_no,
    max(n.hazard_group) as hazard_group,
    d.from_on,
    d.until_on,
    arg_min(d.days, d.position) as days
from named as n
join deadline_rule as d
    on regexp_matches(n.hazard, d.matching)
    and not coalesce(regexp_matches(n.hazard, d.excepting), false)
join judging as j using (judging_no)
group by n.hazard, d.from_on, d.until_on
