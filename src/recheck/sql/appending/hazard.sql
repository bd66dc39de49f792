-- The hazards that files name, in the groups of the rules that read them.
-- one row per: hazard of a file
-- read by: appending
insert into hazard by name
from read_parquet(getvariable('incoming_path'))
