-- The rows of files that are no data rows.
-- one row per: file_no, sheet_no, row
-- read by: appending
insert into sheet_row by name
select *, getvariable('incoming_file_no')[cast(file_index as bigint) + 1] as file_no
from read_parquet(getvariable('incoming_path'))
