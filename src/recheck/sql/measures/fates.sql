-- What became of every row of every taken file.
-- one row per: file
-- read by: measures
select
    a.name as file,
    a.row_total as rows,
    sum(l.accepted)::bigint as accepted,
    sum(l.held)::bigint as held,
    sum(l.duplicate)::bigint as duplicate,
    sum(l.superseded)::bigint as superseded,
    sum(l.blank)::bigint as blank,
    sum(l.furniture)::bigint as furniture
from claim_line as l
join received_file as a using (file_no)
group by a.file_no, a.name, a.row_total
order by a.file_no
