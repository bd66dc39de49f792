-- What was found in files.
-- one row per: finding
-- read by: appending
insert into finding by name
select *, getvariable('incoming_file_no')[cast(file_index as bigint) + 1] as file_no
from read_parquet(getvariable('incoming_path'))
