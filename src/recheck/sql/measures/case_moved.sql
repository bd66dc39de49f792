-- What became of the cases between two Ks, of those that differ. A case is followed by the first of its rows that stands in
-- a case asked for at the other K.
-- one row per: before_no, after_no (one of them may be missing)
-- read by: case_cause, case_changes
with after as (
    select a.* from case_known as a join question as q using (known_at)
),

before as (
    select b.*, f.now_no
    from case_known as b
    left join (
        select r.case_no, arg_min(a.case_no, r.row_no) as now_no
        from row_known as r
        join row_known as n using (row_no)
        join after as a on a.case_no = n.case_no and a.known_at = n.known_at
        where r.known_at = getvariable('known_before')
        group by r.case_no
    ) as f using (case_no)
    where b.known_at = getvariable('known_before')
),

followed as (
    select
        b.case_no as before_no,
        a.case_no as after_no,
        b.case_no = min(b.case_no) over (partition by a.case_no) as continues,
        (a.district, a.town) is distinct from (b.district, b.town) as elsewhere,
        (a.state, a.due_on, a.rechecked_on, a.exam_date, a.institution, a.hazards)
            is distinct from (b.state, b.due_on, b.rechecked_on, b.exam_date, b.institution, b.hazards) as otherwise
    from before as b
    full join after as a on a.case_no = b.now_no
)
select
    before_no,
    after_no,
    elsewhere,
    case
        when before_no is null then 'appeared'
        when after_no is null then 'gone'
        when continues then 'changed'
        else 'merged'
    end as change
from followed
where elsewhere or otherwise or not continues
