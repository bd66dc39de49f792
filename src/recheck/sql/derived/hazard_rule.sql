-- Days to recheck by the rules, for every hazard that a row names: the first rule that matches.
-- one row per: hazard, from_on
-- read by: obligation_due
with spelled as (
    select hazard, hazard_group from hazard
    union all
    select '不明', '其他'
),

named as (
    select
        hazard,
        max(hazard_group) as hazard_group,
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
