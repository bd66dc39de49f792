-- The hazards that one file names, in the groups of the rules that read it.
-- one row per: hazard
-- read by: appending
insert into hazard by name
from read_parquet(getvariable('incoming_path'))
