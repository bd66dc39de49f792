-- The hazards that accepted and corrected rows name, and for which of them an exam record concludes 复查.
-- one row per: row_no, hazard
-- read by: appending
insert into row_hazard by name
select
    getvariable('incoming_first_row_no')[cast(file_index as bigint) + 1] + file_row_number as row_no,
    unnest(hazards) as hazard,
    list_contains(recheck_hazards, hazard) as says_recheck
from read_parquet(getvariable('incoming_path'))
where fate not in ('held', 'duplicate')
