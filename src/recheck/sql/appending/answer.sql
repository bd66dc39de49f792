-- What the rows of a returned workbook answer.
-- one row per: row_no
-- read by: appending
insert into answer by name
select * exclude (file_row_number), getvariable('incoming_last_row_no') + 1 + file_row_number as row_no
from read_parquet(getvariable('incoming_path'), file_row_number = true)
