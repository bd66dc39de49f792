-- Cases that exam records tell of and the recheck list of the institution does not, of the institutions that sent exam
-- records.
-- one row per: institution (when asked so)
-- read by: measures
select
    columns(lambda name: list_contains(getvariable('group_columns'), name)),
    count(*) as cases,
    count(*) filter (where unreported) as unreported,
    count(*) filter (where unreported and state = 'overdue') as unreported_overdue,
    count(*) filter (where unreported) / cast(count(*) as double) as unreported_rate
from (select '合计' as total, * from asked_case)
where institution in (select institution from known_version where active and kind = 'exam_records')
    and state <> 'void'
group by all
order by all
