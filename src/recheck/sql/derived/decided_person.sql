-- Who was decided to be one person: workers with a valid ID number, and without one the label of the row alone.
-- one row per: pair of people
-- read by: identity
select distinct
    coalesce(a.worker_no, a.label) as person_no,
    coalesce(b.worker_no, b.label) as other
from decided_pair as d
join identity_row as a on a.row_no = d.row_no
join identity_row as b on b.row_no = d.other_no
where d.same
