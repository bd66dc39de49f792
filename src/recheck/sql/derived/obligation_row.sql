-- Which rows speak of which hazard of a case: those that name it, and those that name none (definitions §4).
-- one row per: case_no, hazard, row_no
-- read by: obligation_due, obligation_event
with named as (
    select f.case_no, h.hazard, f.row_no
    from case_row as f
    join row_hazard as h using (row_no)
),

owed as (
    select distinct case_no, hazard from named
    union all
    select case_no, '不明' from case_fact where case_no not in (select case_no from named)
),

silent as (
    select case_no, row_no from case_row where row_no not in (select row_no from row_hazard)
)
select case_no, hazard, row_no from named
union all
select s.case_no, o.hazard, s.row_no
from silent as s
join owed as o using (case_no)
