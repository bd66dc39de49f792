-- The hazards that accepted and corrected rows name.
-- one row per: row_no, hazard
-- read by: appending
insert into row_hazard by name
select row_no, unnest(hazards) as hazard
from read_parquet(getvariable('incoming'))
where fate not in ('held', 'duplicate')
