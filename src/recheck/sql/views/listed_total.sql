-- How many cases the active versions of a submission list: those examined in its half-year, and all; and rows held.
-- one row per: institution, period, kind
-- read by: declarations, declared_finding
with listed as (
    select
        r.institution, r.period, r.kind,
        count(distinct c.case_no) filter (
            where r.period = year(r.exam_date) || if(month(r.exam_date) <= 6, 'H1', 'H2')
        ) as own,
        count(distinct c.case_no) as listed
    from known_row as r
    join row_case as c using (row_no)
    where r.active
    group by all
),

held_back as (
    select r.institution, r.period, r.kind, count(*) as held
    from row_read as r
    join known_version as v using (version_no)
    left join row_fate as f using (row_no)
    where v.active and coalesce(f.fate, r.fate) = 'held'
    group by all
)
select
    v.institution, v.period, v.kind,
    coalesce(l.own, 0) as own,
    coalesce(l.listed, 0) as listed,
    coalesce(h.held, 0) as held
from (select distinct institution, period, kind from known_version where active) as v
left join listed as l using (institution, period, kind)
left join held_back as h using (institution, period, kind)
