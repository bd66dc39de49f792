-- What exams and rechecks concluded besides 复查 and 目前未见异常: the newest conclusion of the exam, and those of the
-- rechecks that count.
-- one row per: case_no, concluded_on, source, conclusion
-- read by: outcome
with exam as (
    select f.case_no, arg_max(r.conclusion, f.newest) as conclusion
    from case_row as f
    join row_read as r using (row_no)
    where r.conclusion is not null
    group by f.case_no
),

said as (
    select e.case_no, c.exam_date as concluded_on, 'exam' as source, e.conclusion
    from exam as e
    join case_fact as c using (case_no)
    union
    select case_no, happened_on, source, recheck_conclusion
    from obligation_event
)
from said
where conclusion not in ('复查', '目前未见异常')
