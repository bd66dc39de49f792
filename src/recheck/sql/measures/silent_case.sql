-- Open cases of which nobody has said anything for more than the days in the variable `silent_days`: no row arrived and
-- nothing was decided.
-- one row per: case_id
-- read by: watch
with told as (
    select c.case_no, max(f.received_at) as told_at
    from row_case as c
    join row_read as r using (row_no)
    left join reread as a using (file_no)
    join received_file as f on f.file_no = coalesce(a.origin_no, r.file_no)
    group by c.case_no
    union all
    select case_no, max(received_at) from case_decision group by case_no
)
select a.case_id as label
from asked_case as a
cross join question as q
join told as t using (case_no)
where a.state in ('not_due', 'overdue')
group by a.case_id, q.as_of
having q.as_of - cast(max(t.told_at) as date) > getvariable('silent_days')
order by a.case_id
