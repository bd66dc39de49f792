-- What identity is judged by: the narrow columns of known rows, with their enterprise. All rows that tell somebody to
-- come back; of other exams those that share institution, day and ID number or name with one of them.
-- `label`: rows that are surely one exam carry one, the first row's number: same institution, day and valid ID number
-- (definitions §1, same exam a); without one (`weak`), rows whose every mark of identity is equal. `worker_no`: the first
-- row with that valid ID number.
-- one row per: row_no
-- read by: decided_link, decided_person, exam_link, merged_link, row_case, weak_fit, weak_link
with telling as (
    select *
    from known_row
    join scope using (institution)
    where kind in ('recheck_status', 'exam_records') and coalesce(visit = 'told', true)
),

plain as (
    select *
    from known_row
    join scope using (institution)
    where visit = 'plain'
),

seen as (
    from telling
    union all
    from plain
    where row_no in (
        select p.row_no
        from plain as p
        join telling as t using (institution, exam_date, id_hash)
        union all
        select p.row_no
        from plain as p
        join telling as t using (institution, exam_date, name_hash)
    )
),

placed as (
    select
        r.row_no, r.newest, r.institution, r.period, r.kind, r.edition, r.exam_date, r.exam_no,
        r.case_code, r.case_id, r.id_hash, r.name_hash, r.phone_hash, r.visit,
        s.enterprise_no
    from seen as r
    join enterprise_spelling as s
        on s.uscc = coalesce(r.uscc, '')
        and s.enterprise_key = coalesce(r.enterprise_key, '')
        and s.district = coalesce(r.district, '')
),

-- of those who came once there is nothing to find
returner as (
    select id_hash, min(row_no) as worker_no
    from placed
    where id_hash is not null
    group by id_hash
    having count(*) > 1
),

visit as (
    select institution, exam_date, id_hash, min(row_no) as label
    from placed
    semi join returner using (id_hash)
    group by all
    having count(*) > 1
)
select p.*, coalesce(v.label, p.row_no) as label, coalesce(w.worker_no, p.row_no) as worker_no, false as weak
from placed as p
left join returner as w using (id_hash)
left join visit as v using (institution, exam_date, id_hash)
where p.id_hash is not null
union all
select
    *,
    min(row_no) over (
        partition by institution, exam_date, name_hash, enterprise_no, phone_hash, exam_no, case_id
    ) as label,
    null as worker_no,
    true as weak
from placed
where id_hash is null
