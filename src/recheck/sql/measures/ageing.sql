-- Overdue cases by how long they have been overdue.
-- one row per: district (when asked so) and band
-- read by: measures
select
    columns(lambda name: list_contains(getvariable('group_columns'), name)),
    case
        when days_overdue <= 30 then '1–30'
        when days_overdue <= 90 then '31–90'
        when days_overdue <= 180 then '91–180'
        else '180+'
    end as band,
    count(*) as overdue,
    min(days_overdue) as from_days
from (select '合计' as total, * from asked_case)
where state = 'overdue'
group by all
order by from_days
