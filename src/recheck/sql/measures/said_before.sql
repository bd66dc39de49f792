-- What the active versions say, row by row.
-- one row per: row_no
-- read by: store
select institution, period, kind, replace(cast(content_hash as varchar), '-', '') as content_hash
from known_row
where active
