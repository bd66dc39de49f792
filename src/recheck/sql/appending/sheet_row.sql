-- The rows of one file that are no data rows.
-- one row per: sheet_no, row
-- read by: appending
insert into sheet_row by name
select *, getvariable('incoming_file_no') as file_no
from read_parquet(getvariable('incoming_path'))
