-- Days to recheck by the rules, for every hazard that a row names: the first rule that matches.
-- one row per: hazard, from_on
-- read by: obligation_due, stage
with named as (
    select hazard, any_value(hazard_group) as hazard_group from hazard group by hazard
    union all
    select '不明', '其他' where not exists (from hazard where hazard = '不明')
)
select
    n.hazard,
    any_value(n.hazard_group) as hazard_group,
    d.from_on,
    d.until_on,
    arg_min(d.days, d.position) as days
from named as n
join deadline_rule as d
    on regexp_matches(n.hazard, d.matching)
    and not coalesce(regexp_matches(n.hazard, d.excepting), false)
join judging as j using (judging_no)
group by n.hazard, d.from_on, d.until_on
