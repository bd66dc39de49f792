-- Labels of one institution and day that are one exam because their people were decided to be one person (a).
-- one row per: label
-- read by: identity
with seen as (
    select
        r.label,
        min(r.label) over (partition by r.institution, r.exam_date, p.united_no) as other
    from identity_row as r
    join joined_person as p on p.person_no = coalesce(r.worker_no, r.label)
)
select distinct label, other
from seen
where label <> other
