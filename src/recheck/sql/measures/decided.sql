-- How many cases decisions took out of the rates, by whom they were reported or employed: exemption must be no way out.
-- `named`: all cases examined by T, void and exempt ones too; `confirmed`: overdue for a confirmed reason.
-- one row per: group that has such a case
-- read by: measures
select
    columns(lambda name: list_contains(getvariable('group_columns'), name)),
    count(*) as named,
    count(*) filter (where state = 'exempt') as exempted,
    count(*) filter (where state = 'void') as voided,
    count(*) filter (where confirmed) as confirmed,
    (exempted + voided) / cast(named as double) as decided_rate,
    any_value(as_of) as as_of,
    any_value(known_at) as known_at
from (
    select
        '合计' as total, a.*, q.as_of, q.known_at,
        a.state = 'overdue' and a.case_no in (select case_no from confirmed_leaver) as confirmed
    from asked_case as a
    cross join question as q
)
group by all
having exempted + voided + confirmed > 0
