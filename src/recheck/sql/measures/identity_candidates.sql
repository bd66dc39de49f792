-- Pairs of cases whose workers may be one person, the strongest first, with what is known of both.
-- one row per: case_id, other_case_id
-- read by: candidates
select
    case p.strength when 3 then 'strong' when 2 then 'likely' else 'possible' end as strength,
    p.evidence,
    c.case_id,
    a.worker,
    a.id_type,
    a.id_number,
    a.phone,
    c.enterprise,
    c.institution,
    c.exam_date,
    o.case_id as other_case_id,
    b.worker as other_worker,
    b.id_type as other_id_type,
    b.id_number as other_id_number,
    b.phone as other_phone,
    o.enterprise as other_enterprise,
    o.institution as other_institution,
    o.exam_date as other_exam_date,
    q.known_at
from identity_pair as p
join case_fact as c on c.case_no = p.case_no
join case_fact as o on o.case_no = p.other_case
join listed_person as a on a.case_no = p.case_no
join listed_person as b on b.case_no = p.other_case
cross join question as q
where (q.institution is null or q.institution in (c.institution, o.institution))
    and (q.enterprise is null or q.enterprise in (c.enterprise, c.uscc, o.enterprise, o.uscc))
order by p.strength desc, len(p.evidence) desc, c.case_id, o.case_id
