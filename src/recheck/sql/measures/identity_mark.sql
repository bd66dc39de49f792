-- What is known of every person: each number, employer and telephone that a row gives, with the first case that gives it.
-- `number`: as read, normalised; `valid`: it is a valid one; `born`: the birth date in a number of 18 characters.
-- one row per: worker_no, name_hash, number, id_type, enterprise_no, phone_hash
-- read by: identity_evidence, identity_pair
with given as (
    select
        f.case_no, f.worker_no, f.exam_date, f.institution, c.fits_two, r.name_hash, r.phone_hash, r.id_type,
        r.id_hash is not null as valid,
        coalesce(c.enterprise_no, f.enterprise_no) as enterprise_no,
        nullif(p.id_number, '') as number
    from case_row as w
    join case_fact as f using (case_no)
    join row_case as c using (row_no)
    join row_read as r using (row_no)
    join row_person as p using (row_no)
    where r.name_hash is not null
)
select
    worker_no, name_hash, number, id_type, valid, enterprise_no, phone_hash,
    min(case_no) as case_no,
    if(bool_or(fits_two), arg_min((institution, exam_date), case_no) filter (where fits_two), null) as contested,
    regexp_matches(number, '^[0-9]{17}[0-9X]$') as is_citizen,
    if(is_citizen, substr(number, 7, 8), null) as born
from given
group by all
