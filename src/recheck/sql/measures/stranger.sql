-- What speaks against the institution and the half-year that a file was taken for. A case is known by person and day of
-- the exam. Not strange outside the half-year: what the same submission held before, and old cases still open as the same
-- institution last reported them (they are carried over).
-- one row per: institution, period of the file
-- read by: comparing
with mark as (
    select distinct institution, period, kind, coalesce(id_hash, name_hash) as person, exam_date
    from row_read
    where file_no = $file_no and fate = 'accepted'
),

elsewhere as (
    select
        m.institution, m.period, m.kind, m.person, m.exam_date,
        v.institution as other,
        v.period as other_period,
        v.active,
        arg_max(r.rechecked_on is null, v.newness) as open
    from mark as m
    join row_read as r on coalesce(r.id_hash, r.name_hash) = m.person and r.exam_date = m.exam_date and r.kind = m.kind
    join known_version as v using (version_no)
    where r.fate = 'accepted' and r.file_no <> $file_no and not v.withdrawn
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
    left join elsewhere as e using (institution, period, kind, person, exam_date)
    group by m.institution, m.period, m.kind, m.person, m.exam_date
),

counted as (
    select
        institution, period,
        count(*) as cases,
        count(*) filter (where exam_period <> period and not at_home) as outside,
        count(*) filter (where exam_period <> period and not at_home and carried) as carried,
        mode(exam_period) filter (where exam_period <> period and not at_home and not carried) as nearest
    from seen
    group by institution, period
),

shared as (
    select institution, period, other, count(*) as known
    from (select institution, period, unnest(others) as other from seen where not at_home)
    group by all
)
select
    c.institution,
    c.period,
    c.cases,
    coalesce(max(s.known), 0) as known,
    arg_max(s.other, s.known) as other,
    c.outside,
    c.carried,
    c.nearest
from counted as c
left join shared as s using (institution, period)
group by all
order by c.institution, c.period
