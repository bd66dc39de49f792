-- Labels that are one exam for another reason: exam number and name on one day (b), or in different versions of one
-- submission whatever the day (d), or the 个案编号 that we issued (e); and a row that was corrected stays with the rows
-- that say what it said when it was sent.
-- one row per: pair of labels
-- read by: identity
with numbered as not materialized (
    select * from identity_row where exam_no is not null and name_hash is not null
),

same_day as (
    select institution, exam_date, exam_no, name_hash, min(label) as first_label
    from numbered
    group by all
    having min(label) <> max(label)
),

reissued as (
    select distinct institution, period, kind from known_version where edition > 1
),

per_edition as (
    select
        institution, period, kind, exam_no, name_hash, edition,
        count(distinct exam_date) as days,
        min(label) as first_label,
        max(label) as last_label
    from numbered
    join reissued using (institution, period, kind)
    group by all
),

across_editions as (
    select institution, period, kind, exam_no, name_hash, min(first_label) as first_label
    from per_edition
    group by all
    having count(*) > 1 and max(days) = 1 and min(first_label) <> max(last_label)
)
select distinct n.label, s.first_label as other
from numbered as n
join same_day as s using (institution, exam_date, exam_no, name_hash)
where n.label <> s.first_label
union
select distinct n.label, a.first_label
from numbered as n
join across_editions as a using (institution, period, kind, exam_no, name_hash)
where n.label <> a.first_label
union
select distinct n.label, o.label
from identity_row as n
join identity_row as o on o.case_code = n.case_id and o.institution = n.institution
where n.case_id is not null and n.label <> o.label
union
select distinct n.label, o.label
from corrected_row as c
join row_read as sent using (row_no)
join identity_row as n using (row_no)
join identity_row as o on o.institution = sent.institution and o.exam_date = sent.exam_date
where n.label <> o.label
    and coalesce(o.name_hash in (sent.name_hash, n.name_hash), sent.name_hash is null)
    and o.id_hash is not distinct from sent.id_hash
    and (o.id_hash is not null or o.enterprise_no = n.enterprise_no and o.phone_hash is not distinct from sent.phone_hash)
