-- What was found in one file.
-- one row per: finding
-- read by: appending
insert into finding by name
select *, getvariable('incoming_file_no') as file_no
from read_parquet(getvariable('incoming_path'))
