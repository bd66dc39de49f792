-- Versions of submissions known at K. `edition` counts the replacements: --add joins the edition before it.
-- one row per: version_no
-- read by: claim_line, claims_taken, difference, exam_link, expected, findings, known_row, submissions
with counted as (
    select
        v.version_no, v.file_no, v.institution, v.period, v.kind, v.nil, v.joins,
        f.name as file, f.sha256, f.received_at, f.received_stated,
        dense_rank() over (order by v.period, f.received_at, v.file_no) as newness,
        sum(if(v.joins, 0, 1)) over earlier + if(first_value(v.joins) over earlier, 1, 0) as edition
    from version as v
    join received_file as f using (file_no)
    cross join question as q
    where f.received_at <= q.known_at
    window earlier as (
        partition by v.institution, v.period, v.kind
        order by f.received_at, v.version_no
        rows unbounded preceding
    )
)
select
    *,
    edition = max(edition) over (partition by institution, period, kind) as active
from counted
