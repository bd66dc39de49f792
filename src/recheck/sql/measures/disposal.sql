-- 处置闭环率: of the duties that conclusions opened, how many are settled, how many are beyond their days, and how long the
-- others have been waiting.
-- one row per: combination of the columns in `group_columns` that has a duty
-- read by: measures
select
    columns(lambda name: list_contains(getvariable('group_columns'), name)),
    count(*) as found,
    count(*) filter (where settled) as settled_count,
    count(*) filter (where not settled) as waiting,
    count(*) filter (where not settled and settle_by < as_of) as late,
    count(*) filter (where days_waiting <= 30) as waiting_30,
    count(*) filter (where days_waiting between 31 and 90) as waiting_90,
    count(*) filter (where days_waiting between 91 and 180) as waiting_180,
    count(*) filter (where days_waiting > 180) as waiting_more,
    count(*) filter (where settled) / cast(count(*) as double) as settled_rate
from (
    select '合计' as total, o.*, a.district, a.institution, q.as_of
    from outcome as o
    join asked_case as a using (case_no)
    cross join question as q
)
group by all
