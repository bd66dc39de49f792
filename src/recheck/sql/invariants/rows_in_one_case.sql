-- Every accepted row that tells somebody to come back belongs to exactly one exam, other exam records to one at most, and
-- every obligation points to at least one row.
-- one row per: institution, and one for all obligations
-- read by: invariants
with placed as (
    select row_no, count(*) as cases from row_case group by row_no
),

obliged as (
    select s.case_no, s.hazard, bool_or(c.row_no is not null) as has_row
    from stage as s
    left join case_row as c using (case_no)
    group by s.case_no, s.hazard
)
select r.institution as label, count(*) as expected, count(*) filter (where coalesce(p.cases, if(r.visit <> 'told', 1, 0)) = 1) as found
from known_row as r
left join placed as p using (row_no)
where r.kind <> 'supervision'
group by r.institution
union all
select '义务', count(*), count(*) filter (where has_row)
from obliged
