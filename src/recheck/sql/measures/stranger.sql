-- What speaks against the institution and the half-year that files were taken for. A case is known by person and day of
-- the exam. Not strange outside the half-year: what the same submission held before, and old cases still open as the same
-- institution last reported them (they are carried over).
-- one row per: file_no, institution, period
-- read by: comparing
with mark as (
    select distinct file_no, institution, period, kind, coalesce(id_hash, name_hash) as person, exam_date
    from row_read
    where file_no in (select unnest($files)) and fate = 'accepted'
),

elsewhere as (
    select
        m.file_no, m.institution, m.period, m.kind, m.person, m.exam_date,
        v.institution as other,
        v.period as other_period,
        v.active,
        arg_max(r.rechecked_on is null, v.newness) as open
    from mark as m
    join row_read as r on coalesce(r.id_hash, r.name_hash) = m.person and r.exam_date = m.exam_date and r.kind = m.kind
    join known_version as v using (version_no)
    where r.fate = 'accepted' and r.file_no < m.file_no and not v.withdrawn
    group by all
),

seen as (
    select
        m.*,
        coalesce(bool_or(e.other = m.institution and e.other_period = m.period), false) as at_home,
        coalesce(bool_or(e.other = m.institution and e.other_period < m.period and e.active and e.open), false) as carried,
        list(distinct e.other) filter (where e.other <> m.institution and e.active) as others,
        year(m.exam_date) || if(month(m.exam_date) <= 6, 'H1', 'H2') as exam_period
    from mark as m
    left join elsewhere as e using (file_no, institution, period, kind, person, exam_date)
    group by m.file_no, m.institution, m.period, m.kind, m.person, m.exam_date
),

counted as (
    select
        file_no, institution, period,
        count(*) as cases,
        count(*) filter (where exam_period <> period and not at_home) as outside,
        count(*) filter (where exam_period <> period and not at_home and carried) as carried,
        mode(exam_period) filter (where exam_period <> period and not at_home and not carried) as nearest
    from seen
    group by file_no, institution, period
),

shared as (
    select file_no, institution, period, other, count(*) as known
    from (select file_no, institution, period, unnest(others) as other from seen where not at_home)
    group by all
)
select
    c.file_no,
    c.institution,
    c.period,
    c.cases,
    coalesce(max(s.known), 0) as known,
    arg_max(s.other, s.known) as other,
    c.outside,
    c.carried,
    c.nearest
from counted as c
left join shared as s using (file_no, institution, period)
group by all
order by c.file_no, c.institution, c.period
