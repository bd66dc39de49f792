-- What speaks for two workers being one person, all of them with the same name: blocked by what they share, never every
-- pair. Two valid numbers of citizens are never one edit apart: the check character sees to that.
-- one row per: worker_no, other_no, evidence, case_no, other_case
-- read by: identity_pair
with keyed as (
    -- one edit or transposition leaves the beginning or the end of a number as it was
    select *, unnest(
        if(length(number) >= 17,
            ['<' || left(number, 9), '>' || right(number, 8)],
            ['<' || left(number, 3), '>' || right(number, 3)])
    ) as part
    from identity_mark
    where length(number) >= 6 and not contains(number, '*')
),

near as (
    select
        a.worker_no, b.worker_no as other_no,
        if(list_sort(split(a.number, '')) = list_sort(split(b.number, '')), 'transposed', 'one_edit') as evidence,
        a.case_no, b.case_no as other_case
    from keyed as a
    join keyed as b using (name_hash, part)
    where (not a.valid or not a.is_citizen)
        and a.worker_no <> b.worker_no
        and damerau_levenshtein(a.number, b.number) = 1
),

beginning as (
    select *, left(number, 15) as first_15, true as cut
    from identity_mark
    where not valid and regexp_matches(number, '^[0-9]{15}(000)?$')
    union all
    -- the beginning of a new number, taken for an old one of 15 digits
    select *, substr(number, 1, 6) || substr(number, 9, 9), true
    from identity_mark
    where valid and is_citizen and substr(number, 7, 4) < '1940'
    union all
    select *, left(number, 15), false from identity_mark where is_citizen
),

digits_lost as (
    select a.worker_no, b.worker_no as other_no, 'digits_lost' as evidence, a.case_no, b.case_no as other_case
    from beginning as a
    join beginning as b using (name_hash, first_15)
    where a.cut and a.worker_no <> b.worker_no
),

masked as (
    select a.worker_no, b.worker_no as other_no, 'masked' as evidence, a.case_no, b.case_no as other_case
    from identity_mark as a
    join identity_mark as b using (name_hash)
    where contains(a.number, '*') and not contains(b.number, '*')
        and length(replace(a.number, '*', '')) >= 4
        and a.worker_no <> b.worker_no
        and (a.enterprise_no = b.enterprise_no or a.phone_hash = b.phone_hash)
        and regexp_full_match(b.number, regexp_replace(a.number, '[*]+', '.*', 'g'))
),

same_birth as (
    select a.worker_no, b.worker_no as other_no, 'same_birth' as evidence, a.case_no, b.case_no as other_case
    from identity_mark as a
    join identity_mark as b using (name_hash, enterprise_no, born)
    where a.number <> b.number and a.worker_no < b.worker_no
),

same_phone as (
    select a.worker_no, b.worker_no as other_no, 'same_phone' as evidence, a.case_no, b.case_no as other_case
    from identity_mark as a
    join identity_mark as b using (name_hash, phone_hash)
    where a.worker_no < b.worker_no
),

fits_exam as (
    select a.worker_no, b.worker_no as other_no, 'fits_exam' as evidence, a.case_no, v.case_no as other_case
    from identity_mark as a
    join case_fact as v
        on v.institution = a.contested[1] and v.exam_date = a.contested[2] and not v.weak_identity
    join identity_mark as b
        on b.worker_no = v.worker_no and b.name_hash = a.name_hash and b.enterprise_no = a.enterprise_no
    where a.worker_no <> b.worker_no
),

only_one as (
    select name_hash, enterprise_no, min(worker_no) as worker_no, min(case_no) as case_no
    from identity_mark
    where valid
    group by all
    having min(worker_no) = max(worker_no)
),

same_employer as (
    select a.worker_no, b.worker_no as other_no, 'same_employer' as evidence, a.case_no, b.case_no as other_case
    from identity_mark as a
    join only_one as b using (name_hash, enterprise_no)
    where a.number is null and not a.valid and a.worker_no <> b.worker_no
)
select distinct * from (
    from near
    union all from digits_lost
    union all from masked
    union all from same_birth
    union all from same_phone
    union all from fits_exam
    union all from same_employer
)
