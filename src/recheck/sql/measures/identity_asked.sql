-- The people that two 个案编号 stand for now, and the decisions between them: rows of other cases of the same two people
-- count as well, and of one person all decisions that make one of two.
-- one row per: decision_no, or one without
-- read by: candidates
with named as (
    select r.case_code, c.case_no, f.worker_no, f.case_id
    from row_read as r
    join row_case as c using (row_no)
    join case_fact as f using (case_no)
    where r.case_code in ($one, $other)
),

decided as (
    select d.decision_no, d.subject, d.other, d.same, u.worker_no, v.worker_no as other_no
    from decided_pair as d
    join row_case as a on a.row_no = d.row_no
    join case_fact as u on u.case_no = a.case_no
    join row_case as b on b.row_no = d.other_no
    join case_fact as v on v.case_no = b.case_no
)
select
    a.case_id,
    b.case_id as other_case_id,
    a.case_no = b.case_no as one_case,
    a.worker_no = b.worker_no as one_worker,
    d.subject,
    d.other,
    d.same
from named as a
join named as b on b.case_code = $other
left join decided as d
    on least(d.worker_no, d.other_no) = least(a.worker_no, b.worker_no)
    and greatest(d.worker_no, d.other_no) = greatest(a.worker_no, b.worker_no)
where a.case_code = $one
order by [d.subject, d.other] = [$one, $other] or [d.subject, d.other] = [$other, $one] desc nulls last, d.decision_no
