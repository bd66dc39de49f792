-- Labels without a valid ID number that are one exam: same institution, day, name and enterprise, told apart by phone
-- (c). One without a phone joins only when exactly one phone is known. Labels that exam_link joined with a valid ID
-- number are somebody already.
-- one row per: pair of labels
-- read by: identity
with somebody as (
    select j.case_no
    from joined_label as j
    join identity_row as r using (label)
    where not r.weak
),

nobody as (
    select r.label, r.institution, r.exam_date, r.name_hash, r.enterprise_no, r.phone_hash
    from identity_row as r
    left join joined_label as j using (label)
    where r.weak and coalesce(j.case_no, r.label) not in (from somebody)
),

phone as (
    select
        institution, exam_date, name_hash, enterprise_no,
        count(distinct phone_hash) as phones,
        min(phone_hash) as phone_hash
    from nobody
    group by all
),

told_apart as (
    select
        n.label,
        min(n.label) over (
            partition by n.institution, n.exam_date, n.name_hash, n.enterprise_no,
                coalesce(n.phone_hash, if(p.phones = 1, p.phone_hash, null))
        ) as other
    from nobody as n
    join phone as p using (institution, exam_date, name_hash, enterprise_no)
)
select distinct label, other
from told_apart
where label <> other
