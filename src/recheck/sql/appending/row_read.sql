-- The rows of one upload without the people. `case_code`, the 个案编号 that a row would give its case: R, the number of
-- the row, two check digits (ISO 7064 MOD 97-10), all of them easy to say on the telephone.
-- one row per: row_no
-- read by: appending
insert into row_read by name
select
    r.* exclude (
        worker, worker_key, id_number, id_valid, phone, contact, contact_phone, address, remark, hazards,
        recheck_hazards, file_row_number
    ),
    getvariable('incoming_last_row_no') + 1 + r.file_row_number as row_no,
    getvariable('incoming_file_no') as file_no,
    v.version_no,
    format('R{:09d}{:02d}', row_no, 98 - row_no * 100 % 97) as case_code
from read_parquet(getvariable('incoming_path'), file_row_number = true) as r
left join version as v
    on v.file_no = getvariable('incoming_file_no')
    and v.institution = r.institution and v.period = r.period and v.kind = r.kind
