-- Rows that say the same in files that supplement each other: the first that counts is accepted, the others repeat it.
-- one row per: row_no
-- read by: claim_line, claims_taken, known_row, listed_total, merge_finding, returned_row
select
    p.row_no,
    if(row_number() over same = 1, 'accepted', 'duplicate') as fate
from repeated_row as p
join row_read as r using (row_no)
join known_version as v using (version_no)
where not v.withdrawn
window same as (partition by p.first_row_no, v.edition order by v.newness, p.row_no)
