-- The headings of one file, and what they were read as.
-- one row per: sheet_no, column
-- read by: appending
insert into sheet_heading by name
select *, getvariable('incoming_file_no') as file_no
from read_parquet(getvariable('incoming_path'))
