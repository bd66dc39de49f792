-- The cases that a returned workbook names: when examined, who got them in packs, newest last, or where their first row is.
-- one row per: case_id
-- read by: supervising
select
    r.case_code as case_id,
    any_value(r.exam_date) as exam_date,
    coalesce(arg_max(p.recipient, (p.as_of, p.known_at, p.pack_no)), any_value(nullif(r.district, '市外')), '本所') as recipient,
    coalesce(list(distinct p.recipient) filter (where p.recipient is not null), []) as recipients
from row_read as r
left join pack_case as k on k.case_id = r.case_code
left join pack as p using (pack_no)
where r.case_code in (select case_id from wanted_case)
    and r.kind in ('recheck_status', 'exam_records')
    and r.fate in ('accepted', 'held', 'duplicate')
group by r.case_code
