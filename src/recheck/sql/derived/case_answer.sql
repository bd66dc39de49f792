-- What returned workbooks say of a case: rows about it, and rows about its enterprise in files that say nothing of the
-- case itself.
-- one row per: row_no, case_no
-- read by: answered_case, case_event, case_fact, confirmed_reason, obligation_event
with told as (
    select
        k.row_no, k.file_no, k.newest, k.received_on, k.case_id,
        k.rechecked_on, k.recheck_institution, k.recheck_conclusion, k.recheck_again, k.reason,
        a.* exclude (row_no)
    from (
        select r.*, cast(f.received_at as date) as received_on
        from known_row as r
        join received_file as f using (file_no)
        where r.kind = 'supervision' and r.active
    ) as k
    join answer as a using (row_no)
),

named as (
    select case_code as case_id, row_no from row_read where case_code in (select case_id from told union select case_id from pack_case)
),

-- a row that repeats an earlier file still speaks for its case
spoken_for as (
    select distinct r.file_no, c.case_no
    from row_read as r
    join named as n using (case_id)
    join row_case as c on c.row_no = n.row_no
    where r.kind = 'supervision' and r.fate in ('accepted', 'duplicate')
)
select c.case_no, t.* exclude (case_id, file_no, pack_no, enterprise_seq)
from told as t
join named as n using (case_id)
join row_case as c on c.row_no = n.row_no
union
select c.case_no, t.* exclude (case_id, file_no, pack_no, enterprise_seq)
from told as t
join pack_case as p using (pack_no, enterprise_seq)
join named as n on n.case_id = p.case_id
join row_case as c on c.row_no = n.row_no
anti join spoken_for as s on s.file_no = t.file_no and s.case_no = c.case_no
