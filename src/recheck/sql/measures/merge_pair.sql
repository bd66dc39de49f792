-- Pairs of cases of one institution and name that may be one exam. `strength`: 3 = one of the two is missing from the
-- newest version and number, day or exam number agree; 1 = both are reported, one person's, at most two weeks apart.
-- one row per: case_no, other_case
-- read by: merge_candidates, merge_case
with told as (
    select f.case_no, arg_max(r.name_hash, f.newest) as name_hash, arg_max(r.exam_no, f.newest) as exam_no
    from case_row as f
    join row_read as r using (row_no)
    group by f.case_no
),

standing as (
    select f.case_no, f.case_id, f.institution, f.worker_no, f.exam_date, f.unexplained, t.name_hash, t.exam_no
    from case_fact as f
    join told as t using (case_no)
    anti join void_case using (case_no)
    where t.name_hash is not null
),

pair as (
    select
        a.case_no, b.case_no as other_case,
        a.unexplained <> b.unexplained as missing,
        a.worker_no = b.worker_no as same_number,
        a.exam_date = b.exam_date as same_day,
        coalesce(a.exam_no = b.exam_no, false) as same_exam_no,
        not same_day and abs(a.exam_date - b.exam_date) <= 14 as near_days,
        (a.case_id, b.case_id) as ids
    from standing as a
    join standing as b using (institution, name_hash)
    where a.case_no < b.case_no
),

parted as (
    select unnest([(subject, other), (other, subject)]) as ids from known_decision where verdict = 'part'
)
select
    case_no, other_case,
    if(missing, 3, 1) as strength,
    list_filter(
        [
            if(missing, 'missing', null), if(same_number, 'same_number', null), if(same_day, 'same_day', null),
            if(same_exam_no, 'same_exam_no', null), if(near_days, 'near_days', null)
        ],
        lambda name: name is not null
    ) as evidence
from pair
where (missing and (same_number or same_day or same_exam_no) or same_number and near_days)
    and ids not in (select ids from parted)
