-- Every row of every sheet has exactly one fate: the rows by fate add up to the rows counted while reading.
-- one row per: taken file
-- read by: invariants
with row_of as (
    select file_no, sheet_no, row from row_read where fate not in ('corrected', 'correction')
    union all
    select file_no, sheet_no, row from correction
    union all
    select file_no, sheet_no, row from register_line
    union all
    select file_no, sheet_no, row from sheet_row
),

counted as (
    select file_no, count(distinct (sheet_no, row)) as places, count(*) as rows
    from row_of
    group by file_no
)
select
    f.name as label,
    f.row_total as expected,
    coalesce(if(c.places = c.rows, c.places, c.rows), 0) as found
from received_file as f
cross join question as q
left join counted as c using (file_no)
where not f.refused and f.received_at <= q.known_at
