-- Files that may read otherwise by the rules of today: those of active versions that other rules read, and on request
-- refused ones that no good file followed, each content once, where it first came. In the order in which they stand.
-- one row per: origin_no
-- read by: store
with standing as (
    select
        origin_no,
        max(file_no) as file_no,
        bool_and(joins) as joins,
        if(count(distinct institution) = 1, min(institution), null) as institution,
        if(count(distinct period) = 1, min(period), null) as period,
        list([institution, period] order by version_no) filter (where active) as claims
    from known_version
    where current and kind in ('recheck_status', 'exam_records', 'supervision')
    group by origin_no
    having bool_or(active)
)
select o.file_no as origin_no, f.name, f.sha256, o.received_at, s.joins, s.institution, s.period, s.claims
from standing as s
join received_file as f using (file_no)
join received_file as o on o.file_no = s.origin_no
where f.reading_hash <> $hash
union all
select f.file_no, f.name, f.sha256, f.received_at, false, null, null, []
from received_file as f
where $refused and f.refused
    and f.sha256 in (select o.sha256 from open_refusal join received_file as o using (file_no))
qualify row_number() over (partition by f.sha256 order by f.received_at, f.file_no) = 1
order by received_at, origin_no
