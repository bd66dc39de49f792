-- The rows of one upload without the people.
-- one row per: row_no
-- read by: appending
insert into row_read by name
select * exclude (worker, worker_key, id_number, id_valid, phone, contact, contact_phone, address, remark, hazards)
from read_parquet(getvariable('incoming'))
