-- Exams without a valid ID number that fit an exam with one: same institution, day, name and enterprise (c).
-- `contested`: it fits two, or another one fits the same by the same name; then it stays alone.
-- one row per: pair of cases
-- read by: identity
with placed as (
    select
        r.institution, r.exam_date, r.name_hash, r.enterprise_no, r.weak, coalesce(j.case_no, r.label) as case_no
    from identity_row as r
    left join joined_label as j using (label)
),

somebody as (
    select j.case_no
    from joined_label as j
    join identity_row as r using (label)
    where not r.weak
),

nobody as (
    select * from placed where weak and case_no not in (from somebody)
),

fit as (
    select
        u.case_no,
        s.case_no as other,
        min(s.case_no) over (partition by u.case_no) <> max(s.case_no) over (partition by u.case_no)
            or min(u.case_no) over same_name <> max(u.case_no) over same_name as contested
    from nobody as u
    join placed as s using (institution, exam_date, name_hash, enterprise_no)
    where s.case_no not in (select case_no from nobody)
    window same_name as (
        partition by s.case_no, u.institution, u.exam_date, u.name_hash, u.enterprise_no
    )
)
select distinct case_no, other, bool_or(contested) over (partition by case_no) as contested
from fit
