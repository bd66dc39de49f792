-- The rows of uploads without the people. `case_code`, the 个案编号 that a row would give its case: R, the number of the
-- row, two check digits (ISO 7064 MOD 97-10), all of them easy to say on the telephone.
-- one row per: row_no
-- read by: appending
insert into row_read by name
with incoming as (
    select
        * exclude (
            worker, worker_key, id_number, id_valid, phone, contact, contact_phone, address, remark, hazards,
            recheck_hazards
        ),
        getvariable('incoming_file_no')[cast(file_index as bigint) + 1] as file_no,
        getvariable('incoming_first_row_no')[cast(file_index as bigint) + 1] + file_row_number as row_no
    from read_parquet(getvariable('incoming_path'))
)
select i.*, v.version_no, format('R{:09d}{:02d}', row_no, 98 - row_no * 100 % 97) as case_code
from incoming as i
left join version as v using (file_no, institution, period, kind)
