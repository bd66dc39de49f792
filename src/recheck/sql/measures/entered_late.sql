-- What was entered with an arrival before something that was known already: questions about a K between the two are
-- answered otherwise since.
-- one row per: file, decision, pack, receipt, or change of rules
-- read by: watch
with event as (
    select name as label, received_at, recorded_at, file_no as no from received_file
    union all
    select verdict, received_at, recorded_at, decision_no from decision
    union all
    select 'pack ' || pack_no, received_at, recorded_at, pack_no from pack
    union all
    select 'receipt of pack ' || pack_no, received_at, recorded_at, pack_no from pack_receipt
    union all
    select 'rules', known_from, recorded_at, judging_no from judging_rules
),

ordered as (
    select *, max(received_at) over (order by recorded_at, no rows between unbounded preceding and 1 preceding) as known
    from event
)
select label || ' ' || strftime(received_at, '%Y-%m-%d') as label
from ordered
cross join question as q
where received_at < known and received_at <= q.known_at
order by received_at, recorded_at, no
