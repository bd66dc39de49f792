-- Enterprises with cases overdue at T that had some at the ends of the last two or more half-years, without a gap: 钉子户.
-- `half_years` that ended by T, the oldest first, and the overdue cases of each; `case_ids` of all of them.
-- one row per: enterprise_no
-- read by: measures
with half_year_end as (
    select *, year(day) * 2 + if(month(day) = 12, 1, 0) as half_year
    from overdue_then
    where day = last_day(day) and month(day) in (6, 12)
),

counted as (
    select
        e.enterprise_no, e.day, e.half_year,
        year(q.as_of + 1) * 2 + if(month(q.as_of + 1) > 6, 1, 0) - 1 as last_half_year,
        count(*) as cases,
        list(e.case_id) as case_ids
    from half_year_end as e
    cross join question as q
    group by all
),

unbroken as (
    select *
    from counted
    qualify last_half_year - half_year + 1 = row_number() over (partition by enterprise_no order by half_year desc)
),

chain as (
    select
        enterprise_no,
        count(*) as half_year_count,
        list(year(day) || if(month(day) = 6, 'H1', 'H2') order by day) as half_years,
        list(cast(cases as varchar) order by day) as half_year_cases,
        flatten(list(case_ids)) as case_ids
    from unbroken
    group by enterprise_no
    having count(*) > 1
),

standing as (
    select
        t.enterprise_no, t.enterprise, t.uscc, t.district, t.town,
        count(*) as overdue,
        max(t.days_overdue) as longest_overdue,
        list(t.case_id) as case_ids
    from overdue_then as t
    join question as q on t.day = q.as_of
    group by all
)
select
    s.enterprise, s.uscc, s.district, s.town,
    c.half_year_count, c.half_years, c.half_year_cases,
    s.overdue, s.longest_overdue,
    list_sort(list_distinct(list_concat(c.case_ids, s.case_ids))) as case_ids,
    q.as_of, q.known_at
from chain as c
join standing as s using (enterprise_no)
left join place as w using (district, town)
cross join question as q
order by
    coalesce(w.place_no, if(s.district = '市外', 1000000, 1000001)),
    c.half_year_count desc, s.overdue desc, s.enterprise, s.enterprise_no
