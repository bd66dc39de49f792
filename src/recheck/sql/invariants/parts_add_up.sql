-- Districts add up to the city, enterprises to their district, institutions to the city: every case stands in one of
-- each, 待核实 and 市外 included.
-- one row per: kind of part and count
-- read by: invariants
with part as (
    select '区' as kind, district as name, count(*) as cases, count(*) filter (where state = 'overdue') as overdue
    from counted group by district
    union all
    select '用人单位', e.district || e.enterprise_no, count(*), count(*) filter (where e.state = 'overdue')
    from counted as e group by e.district, e.enterprise_no
    union all
    select '体检机构', institution, count(*), count(*) filter (where state = 'overdue')
    from counted group by institution
),

whole as (
    select count(*) as cases, count(*) filter (where state = 'overdue') as overdue from counted
)
select p.kind || ' 应复查' as label, any_value(w.cases) as expected, cast(sum(p.cases) as bigint) as found
from part as p cross join whole as w
group by p.kind
union all
select p.kind || ' 逾期', any_value(w.overdue), cast(sum(p.overdue) as bigint)
from part as p cross join whole as w
group by p.kind
