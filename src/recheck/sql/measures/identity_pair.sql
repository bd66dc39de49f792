-- Pairs of workers who may be one person, with all that speaks for it, but for pairs that somebody decided to be two.
-- `strength`: 3 = a number that nearly agrees and employer or telephone; 2 = one of the two; 1 = less.
-- one row per: worker_no, other_no
-- read by: identity_candidates, identity_case
with pair as (
    select
        least(worker_no, other_no) as worker_no,
        greatest(worker_no, other_no) as other_no,
        evidence,
        if(worker_no < other_no, case_no, other_case) as case_no,
        if(worker_no < other_no, other_case, case_no) as other_case
    from identity_evidence
),

known as (
    select
        worker_no,
        list(distinct enterprise_no) as employers,
        list(distinct phone_hash) filter (where phone_hash is not null) as phones,
        max(born) filter (where valid) as born
    from identity_mark
    group by worker_no
),

told as (
    select
        p.worker_no,
        p.other_no,
        -- of an exam that is contested, the very case; else the first that gives the evidence
        arg_min(p.case_no, (p.evidence <> 'fits_exam', p.case_no, p.other_case)) as case_no,
        arg_min(p.other_case, (p.evidence <> 'fits_exam', p.case_no, p.other_case)) as other_case,
        list_sort(list(distinct p.evidence)) as found
    from pair as p
    group by all
),

refused as (
    select
        least(u.worker_no, v.worker_no) as worker_no,
        greatest(u.worker_no, v.worker_no) as other_no
    from decided_pair as d
    join row_case as a on a.row_no = d.row_no
    join case_fact as u on u.case_no = a.case_no
    join row_case as b on b.row_no = d.other_no
    join case_fact as v on v.case_no = b.case_no
    where not d.same
)
select
    t.worker_no, t.other_no, t.case_no, t.other_case,
    list_filter(
        [
            'transposed', 'one_edit', 'digits_lost', 'masked', 'same_birth', 'same_phone', 'same_employer', 'fits_exam'
        ],
        lambda name: list_contains(t.found, name)
            or name = 'same_employer' and list_has_any(a.employers, b.employers)
    ) as evidence,
    list_has_any(t.found, ['transposed', 'one_edit', 'digits_lost', 'masked']) as nearly_agrees,
    list_has_any(t.found, ['same_phone', 'same_birth']) as agrees_beside,
    case
        when nearly_agrees and list_has_any(evidence, ['same_phone', 'same_employer']) then 3
        when nearly_agrees or agrees_beside then 2
        else 1
    end as strength
from told as t
join known as a on a.worker_no = t.worker_no
join known as b on b.worker_no = t.other_no
anti join refused as r on r.worker_no = t.worker_no and r.other_no = t.other_no
