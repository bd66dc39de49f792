-- The hazards of a case that somebody must come back for, and which of its rows speak of each: those that name it, and
-- those that name none (definitions §4). Rows that only fill name hazards where no other row does.
-- one row per: case_no, hazard, row_no
-- read by: cross_link, obligation_due, obligation_event
with named as (
    select f.case_no, h.hazard, f.row_no, f.fills, coalesce(h.says_recheck, true) as told
    from case_row as f
    join row_hazard as h using (row_no)
),

owed as (
    select distinct case_no, hazard from named where told and not fills
),

filled as (
    select distinct case_no, hazard
    from named
    where told and fills and case_no not in (select case_no from owed)
),

every as (
    from owed
    union all
    from filled
),

known as (
    from every
    union all
    select case_no, '不明' from case_fact where case_no not in (select case_no from every)
),

silent as (
    select case_no, row_no from case_row where row_no not in (select row_no from row_hazard)
)
select n.case_no, n.hazard, n.row_no
from named as n
semi join known as k using (case_no, hazard)
union all
select s.case_no, k.hazard, s.row_no
from silent as s
join known as k using (case_no)
