-- The files from one on that need a closer look: more than a few exams outside their half-year, or as many cases that a
-- file before has.
-- one row per: file_no
-- read by: comparing
with mark as (
    select file_no, period, kind, coalesce(id_hash, name_hash) as person, exam_date
    from row_read
    where file_no >= $first_no and fate = 'accepted'
)
select file_no
from mark
where year(exam_date) || if(month(exam_date) <= 6, 'H1', 'H2') <> period
group by file_no
having count(*) > $few
union
select m.file_no
from mark as m
join row_read as r on coalesce(r.id_hash, r.name_hash) = m.person and r.exam_date = m.exam_date and r.kind = m.kind
where r.fate = 'accepted' and r.file_no < m.file_no
group by m.file_no
having count(*) > $few
