-- Versions of submissions known at K. `edition` counts the replacements: --add joins the edition before it. A version
-- that was withdrawn counts for nothing: the others are as if it had never come.
-- one row per: version_no
-- read by: claim_line, claims_taken, difference, exam_link, expected, findings, known_row, submissions
with arrived as (
    select
        v.version_no, v.file_no, v.institution, v.period, v.kind, v.nil, v.joins,
        f.name as file, f.sha256, f.received_at, f.received_stated,
        dense_rank() over (order by v.period, f.received_at, v.file_no) as newness,
        cast(v.version_no as varchar) in (
            select subject from known_decision where verdict = 'withdraw'
        ) as withdrawn
    from version as v
    join received_file as f using (file_no)
    cross join question as q
    where f.received_at <= q.known_at
),

counted as (
    select
        *,
        sum(if(joins, 0, 1)) over earlier + if(first_value(joins) over earlier, 1, 0) as edition
    from arrived
    window earlier as (
        partition by institution, period, kind, withdrawn
        order by received_at, version_no
        rows unbounded preceding
    )
)
select
    *,
    not withdrawn
        and edition = max(edition) filter (where not withdrawn) over (partition by institution, period, kind) as active
from counted
