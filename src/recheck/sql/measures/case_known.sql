-- The cases asked for as they stand at one K; two Ks are gathered under this name.
-- one row per: known_at, case_no
-- read by: case_changes, case_moved
select
    q.known_at, a.case_no, a.case_id, a.state, a.due_on, a.rechecked_on, a.exam_date, a.institution, a.district, a.town,
    a.enterprise, a.uscc, p.worker, p.id_number, s.hazards
from listed_case as a
join listed_person as p using (case_no)
join (
    select case_no, string_agg(distinct hazard, ';' order by hazard) as hazards from stage group by case_no
) as s using (case_no)
cross join question as q
