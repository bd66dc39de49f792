-- Cases after which the same worker was examined for the same hazard again, by T: no recheck, but somebody has looked. Exams
-- that made a case, and ordinary ones in exam records.
-- one row per: case_no
-- read by: pack_line
with owed as (
    select f.case_no, f.worker_no, f.exam_date, s.hazard
    from case_fact as f
    join (select distinct case_no, hazard from stage) as s using (case_no)
    where not f.weak_identity
),

bearer as (
    select distinct id_hash, worker_no from case_fact where id_hash is not null
),

examined as (
    select o.worker_no, o.hazard, o.exam_date, f.institution
    from owed as o
    join case_fact as f using (case_no)
    union all
    select b.worker_no, h.hazard, k.exam_date, k.institution
    from known_row as k
    join bearer as b using (id_hash)
    join row_hazard as h on h.row_no = k.reading_no
    where k.active and k.visit = 'plain'
)
select o.case_no, max(e.exam_date) as exam_date, arg_max(e.institution, (e.exam_date, e.institution)) as institution
from owed as o
join examined as e using (worker_no, hazard)
cross join question as q
where e.exam_date > o.exam_date and e.exam_date <= q.as_of
group by o.case_no
