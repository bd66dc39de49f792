-- Pairs of cases that may be one exam, the strongest first, with what is known of both.
-- one row per: case_id, other_case_id
-- read by: candidates
select
    if(p.strength = 3, 'strong', 'possible') as strength,
    p.evidence,
    c.case_id,
    a.worker,
    a.id_type,
    a.id_number,
    c.enterprise,
    c.institution,
    c.exam_date,
    c.unexplained,
    o.case_id as other_case_id,
    b.worker as other_worker,
    b.id_type as other_id_type,
    b.id_number as other_id_number,
    o.enterprise as other_enterprise,
    o.exam_date as other_exam_date,
    o.unexplained as other_unexplained,
    q.known_at
from merge_pair as p
join case_fact as c on c.case_no = p.case_no
join case_fact as o on o.case_no = p.other_case
join listed_person as a on a.case_no = p.case_no
join listed_person as b on b.case_no = p.other_case
cross join question as q
where q.institution is null or q.institution = c.institution
order by p.strength desc, len(p.evidence) desc, c.case_id, o.case_id
