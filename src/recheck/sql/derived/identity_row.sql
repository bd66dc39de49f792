-- What identity is judged by: the narrow columns of known rows, with their enterprise.
-- one row per: row_no
-- read by: decided_link, exam_label, exam_link, merged_link, row_case, weak_fit, weak_link
select
    r.row_no, r.newest, r.institution, r.period, r.kind, r.edition, r.exam_date, r.exam_no,
    r.case_code, r.case_id, r.id_hash, r.name_hash, r.phone_hash,
    s.enterprise_no
from known_row as r
join enterprise_spelling as s
    on s.uscc = coalesce(r.uscc, '')
    and s.enterprise_key = coalesce(r.enterprise_key, '')
    and s.district = coalesce(r.district, '')
where r.kind in ('recheck_status', 'exam_records')
    and r.institution in (select institution from scope)
