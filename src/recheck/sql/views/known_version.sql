-- Versions of submissions known at K. What was read anew stands in the place of the file that it reads, and counts in its
-- stead (`current`). `edition` counts the replacements: --add joins the edition before it. A version that was withdrawn
-- counts for nothing: the others are as if it had never come.
-- one row per: version_no
-- read by: archived, case_event, case_row, claim_line, claims_taken, comparison, correctable, correction_said, declared_finding, declared_line, exam_link, expected, explained_case, findings, known_correction, known_row, late_version, listed_total, quality, reporter_state, reporting_date, returned_file, returned_finding, returned_row, row_fate, stranger, unreported, version_before, withdrawal
with arrived as (
    select
        v.version_no, v.file_no, v.institution, v.period, v.kind, v.nil, v.joins,
        f.name as file, f.sha256, f.received_at, f.recorded_at,
        o.file_no as origin_no, o.received_at as placed_at, o.received_stated as placed_stated,
        dense_rank() over (order by v.period, o.received_at, o.file_no, v.file_no) as newness,
        v.file_no = max(v.file_no) over (partition by o.file_no) as current
    from version as v
    join received_file as f using (file_no)
    left join reread as a using (file_no)
    join received_file as o on o.file_no = coalesce(a.origin_no, v.file_no)
    cross join question as q
    where f.received_at <= q.known_at
),

withdrawn as (
    select distinct a.institution, a.period, a.kind, a.origin_no
    from known_decision as d
    join arrived as a on d.subject = cast(a.version_no as varchar)
    where d.verdict = 'withdraw'
),

-- where a file stands among those of its submission, however often it was read
place as (
    select
        a.institution, a.period, a.kind, a.origin_no, a.placed_at,
        bool_and(a.joins) as joins,
        bool_or(w.origin_no is not null) as withdrawn,
        bool_or(a.current) and not withdrawn as counts
    from arrived as a
    left join withdrawn as w using (institution, period, kind, origin_no)
    group by all
),

begun as (
    select
        *,
        counts and (not joins or count(*) filter (where counts) over earlier = 1) as begins
    from place
    window earlier as (
        partition by institution, period, kind order by placed_at, origin_no rows unbounded preceding
    )
),

counted as (
    select
        *,
        sum(if(begins, 1, 0)) over (
            partition by institution, period, kind order by placed_at, origin_no rows unbounded preceding
        ) as turn,
        sum(if(begins, 1, 0)) over (partition by institution, period, kind) as last_turn
    from begun
)
select
    a.*,
    c.withdrawn,
    c.turn,
    c.begins,
    c.counts and a.current and c.turn = c.last_turn as active,
    dense_rank() over (
        partition by a.institution, a.period, a.kind order by c.turn, if(c.withdrawn, a.newness, 0), a.current, if(a.current, 0, a.file_no)
    ) as edition
from arrived as a
join counted as c using (institution, period, kind, origin_no)
