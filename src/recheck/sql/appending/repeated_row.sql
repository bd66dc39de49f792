-- Rows of the submissions that one file brings which say the same as a row of another file, where files supplement each
-- other (answers of a district do not: the newest counts). Which of them counts is asked anew at every K, because an earlier one may be replaced or withdrawn.
-- one row per: row_no that is not known to repeat yet
-- read by: comparing
insert into repeated_row
with supplemented as (
    select o.institution, o.period, o.kind
    from version as o
    join version as v using (institution, period, kind)
    where v.file_no = $file_no and v.kind <> 'supervision'
    group by all
    having bool_or(o.joins) and count(distinct o.file_no) > 1
)
select r.row_no, min(r.row_no) over same as first_row_no
from row_read as r
join supplemented as s using (institution, period, kind)
where r.fate = 'accepted'
window same as (partition by r.institution, r.period, r.kind, r.content_hash)
qualify count(*) over same > 1 and r.row_no not in (select row_no from repeated_row)
