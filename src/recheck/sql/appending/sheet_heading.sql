-- The headings of files, and what they were read as.
-- one row per: file_no, sheet_no, column
-- read by: appending
insert into sheet_heading by name
select *, getvariable('incoming_file_no')[cast(file_index as bigint) + 1] as file_no
from read_parquet(getvariable('incoming_path'))
