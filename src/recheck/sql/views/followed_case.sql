-- Cases after which the same worker was examined for the same hazard again, by T: no recheck, but somebody has looked.
-- one row per: case_no
-- read by: pack_line
with examined as (
    select f.case_no, f.worker_no, f.exam_date, f.institution, s.hazard
    from case_fact as f
    join (select distinct case_no, hazard from stage) as s using (case_no)
    cross join question as q
    where not f.weak_identity and f.exam_date <= q.as_of
)
select a.case_no, max(b.exam_date) as exam_date, arg_max(b.institution, (b.exam_date, b.institution)) as institution
from examined as a
join examined as b on b.worker_no = a.worker_no and b.hazard = a.hazard and b.exam_date > a.exam_date
group by a.case_no
