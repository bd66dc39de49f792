-- No case that was ever named is lost: it is a case, or only withdrawn versions name it.
-- one row per: institution
-- read by: invariants
with named as (
    select distinct r.institution, c.case_no
    from known_row as r
    join row_case as c using (row_no)
),

found as (
    select case_no from case_fact
    union all
    select distinct case_no from withdrawn_case
)
select n.institution as label, count(distinct n.case_no) as expected, count(f.case_no) as found
from named as n
left join found as f using (case_no)
group by n.institution
