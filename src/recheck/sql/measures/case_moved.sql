-- What became of the cases between two Ks, of those that differ. A case is followed by the row that it was named for: its
-- row is in a case of the other K, or in none that is asked for.
-- one row per: before_no, after_no (one of them may be missing)
-- read by: case_cause, case_changes
with before as (
    select b.*, r.case_no as now_no
    from case_known as b
    cross join question as q
    left join row_known as r on r.row_no = b.case_no and r.known_at = q.known_at
    where b.known_at < q.known_at
),

after as (
    select a.* from case_known as a join question as q using (known_at)
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
