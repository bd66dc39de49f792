-- Rows that are surely one exam carry one label: same institution, day and valid ID number (definitions §1, same exam
-- a); without one, rows whose every mark of identity is equal.
-- one row per: row_no
-- read by: decided_link, decided_person, exam_link, merged_link, row_case, weak_fit, weak_link
with worker as (
    select id_hash, min(row_no) as worker_no
    from identity_row
    where id_hash is not null
    group by id_hash
),

visit as (
    select institution, exam_date, id_hash, min(row_no) as label
    from identity_row
    where id_hash is not null
    group by all
)
select r.row_no, v.label, w.worker_no, false as weak
from identity_row as r
join worker as w using (id_hash)
join visit as v using (institution, exam_date, id_hash)
union all
select
    row_no,
    min(row_no) over (
        partition by institution, exam_date, name_hash, enterprise_no, phone_hash, exam_no, case_id
    ) as label,
    null as worker_no,
    true as weak
from identity_row
where id_hash is null
