-- The people of uploads, apart.
-- one row per: row_no
-- read by: appending
insert into row_person by name
select
    getvariable('incoming_first_row_no')[cast(file_index as bigint) + 1] + file_row_number as row_no,
    worker, id_number, phone, contact, contact_phone, address, remark
from read_parquet(getvariable('incoming_path'))
