-- The overdue list and the rates name the same cases, district by district.
-- one row per: district
-- read by: invariants
with counted_overdue as (
    select district, case_no from counted where state = 'overdue'
),

listed_overdue as (
    select district, case_no from listed_case
)
select
    coalesce(c.district, l.district) as label,
    count(c.case_no) as expected,
    count(*) filter (where c.case_no is not null and l.case_no is not null)
        - count(*) filter (where c.case_no is null) as found
from counted_overdue as c
full join listed_overdue as l on l.case_no = c.case_no and l.district = c.district
group by 1
