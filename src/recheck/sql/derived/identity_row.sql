-- What identity is judged by: the narrow columns of known rows, with their enterprise. All rows that tell somebody to
-- come back; of other exams those that share institution, day and ID number or name with one of them.
-- one row per: row_no
-- read by: decided_link, exam_label, exam_link, merged_link, row_case, weak_fit, weak_link
with exam as (
    select *
    from known_row
    where kind in ('recheck_status', 'exam_records')
        and institution in (select institution from scope)
        and coalesce(visit in ('told', 'plain'), true)
),

telling as (
    from exam where visit is distinct from 'plain'
),

seen as (
    from telling
    union all
    from exam as e
    where e.visit = 'plain'
        and (
            exists (
                from telling as t
                where t.institution = e.institution and t.exam_date = e.exam_date and t.id_hash = e.id_hash
            )
            or exists (
                from telling as t
                where t.institution = e.institution and t.exam_date = e.exam_date and t.name_hash = e.name_hash
            )
        )
)
select
    r.row_no, r.newest, r.institution, r.period, r.kind, r.edition, r.exam_date, r.exam_no,
    r.case_code, r.case_id, r.id_hash, r.name_hash, r.phone_hash, r.visit,
    s.enterprise_no
from seen as r
join enterprise_spelling as s
    on s.uscc = coalesce(r.uscc, '')
    and s.enterprise_key = coalesce(r.enterprise_key, '')
    and s.district = coalesce(r.district, '')
