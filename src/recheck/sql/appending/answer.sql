-- What the rows of returned workbooks answer.
-- one row per: row_no
-- read by: appending
insert into answer by name
select *, getvariable('incoming_first_row_no')[cast(file_index as bigint) + 1] + file_row_number as row_no
from read_parquet(getvariable('incoming_path'))
