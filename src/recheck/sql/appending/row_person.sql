-- The people of one upload, apart.
-- one row per: row_no
-- read by: appending
insert into row_person by name
select
    getvariable('incoming_last_row_no') + 1 + file_row_number as row_no,
    worker, id_number, phone, contact, contact_phone, address, remark
from read_parquet(getvariable('incoming_path'), file_row_number = true)
