-- Whether a file needs a closer look: exams outside its half-year, or cases that another file has.
-- one row per: file
-- read by: comparing
with mark as (
    select period, kind, coalesce(id_hash, name_hash) as person, exam_date
    from row_read
    where file_no = $file_no and fate = 'accepted'
)
select
    exists (
        from mark
        where year(exam_date) || if(month(exam_date) <= 6, 'H1', 'H2') <> period
    )
    or exists (
        from mark as m
        join row_read as r on coalesce(r.id_hash, r.name_hash) = m.person and r.exam_date = m.exam_date and r.kind = m.kind
        where r.fate = 'accepted' and r.file_no <> $file_no
    ) as needed
