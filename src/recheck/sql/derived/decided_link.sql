-- Labels of one institution and day that are one exam because their people were decided to be one person (a).
-- one row per: label
-- read by: identity
with seen as (
    select
        l.label,
        min(l.label) over (partition by r.institution, r.exam_date, p.united_no) as other
    from exam_label as l
    join joined_person as p on p.person_no = coalesce(l.worker_no, l.label)
    join identity_row as r using (row_no)
)
select distinct label, other
from seen
where label <> other
