-- Enterprises about which somebody should find something out, those first on which most overdue cases hang.
-- `alike`: others of the same or a similar name; `alike_district`, `alike_town`: where they are, when they agree.
-- one row per: reported_uscc, reported_enterprise, reported_district
-- read by: candidates
with asked as (
    select
        enterprise_no, enterprise_key,
        list_filter(
            [
                'place_unknown', 'districts_differ', 'town_elsewhere', 'code_of_institution', 'several_names',
                'same_name', 'similar_name'
            ],
            lambda name: list_contains(list(problem), name)
        ) as problems
    from enterprise_problem
    group by all
),

other as (
    select
        s.enterprise_no,
        string_agg(
            distinct concat_ws(' ', o.enterprise, o.uscc, nullif(o.district, '待核实'), nullif(o.town, '待核实')), '；'
        ) as alike,
        min(o.district) filter (where s.likeness = 'same_name' and o.town <> '待核实') as alike_district,
        min(o.town) filter (where s.likeness = 'same_name' and o.town <> '待核实') as alike_town,
        count(distinct o.town) filter (where s.likeness = 'same_name' and o.town <> '待核实') = 1 as agrees
    from similar_name as s
    join enterprise as o on o.enterprise_no = s.other_no
    group by s.enterprise_no
)
select
    n.cases,
    n.overdue,
    a.problems,
    n.reported_enterprise,
    n.reported_uscc,
    n.reported_district,
    n.district as present_district,
    n.town as present_town,
    list_sort(n.districts) as reported_districts,
    n.address as reported_address,
    n.addresses,
    n.contact as reported_contact,
    n.contact_phone as reported_contact_phone,
    o.alike,
    if(o.agrees, o.alike_district, null) as alike_district,
    if(o.agrees, o.alike_town, null) as alike_town,
    q.as_of,
    q.known_at
from asked as a
join enterprise_name as n using (enterprise_no, enterprise_key)
left join other as o using (enterprise_no)
cross join question as q
where n.cases > 0
order by n.overdue desc, n.cases desc, n.reported_enterprise, n.reported_uscc nulls last, n.reported_district nulls last
