-- Lines of registers and answers known at K. `newest`: a later line replaces an earlier one of the same enterprise.
-- one row per: newest
-- read by: enterprise, enterprise_name, enterprise_spelling
select
    l.*,
    row_number() over (order by f.received_at, f.file_no, l.sheet_no, l.row) as newest
from register_line as l
join received_file as f using (file_no)
cross join question as q
where l.fate = 'accepted' and f.received_at <= q.known_at
