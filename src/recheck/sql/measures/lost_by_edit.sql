-- Cases of which an earlier row named a hazard, or a readable deadline, that none of the rows names that count now.
-- one row per: case_id
-- read by: watch
with gone as (
    select c.case_no, r.reading_no, r.deadline_mode
    from known_row as r
    join row_case as c using (row_no)
    where not r.withdrawn and not r.active
),

lost_hazard as (
    select g.case_no
    from gone as g
    join row_hazard as h on h.row_no = g.reading_no
    anti join stage as s on s.case_no = g.case_no and s.hazard = h.hazard
),

lost_deadline as (
    select case_no from gone where deadline_mode is not null
    except
    select f.case_no from case_row as f join row_read as r using (row_no) where r.deadline_mode is not null
)
select a.case_id as label
from asked_case as a
where a.case_no in (select case_no from lost_hazard union all select case_no from lost_deadline)
order by a.case_id
