-- How well the rows of each active recheck list were filled in, part by part: of its accepted and held rows, how many have
-- no finding of the part; held rows lack the part that asks whether rows could be taken. The part without codes is
-- punctuality: all rows, or none when the submission came late.
-- one row per: institution, period, part
-- read by: quality_score
with row_total as (
    select v.institution, v.period, count(*) as rows
    from row_read as r
    join known_version as v using (version_no)
    where v.active and v.kind = 'recheck_status' and r.fate <> 'duplicate'
    group by all
),

late as (
    select institution, period, bool_or(late) as late
    from claim_line
    where active and kind = 'recheck_status'
    group by all
),

faulty_row as (
    select distinct v.institution, v.period, c.part, r.row_no
    from finding as f
    join quality_code as c using (code)
    join row_read as r on r.file_no = f.file_no and r.sheet = f.sheet and r.row = f.row
    join known_version as v using (version_no)
    where v.active and v.kind = 'recheck_status' and r.fate <> 'duplicate'
    union
    select v.institution, v.period, p.part, r.row_no
    from row_read as r
    join known_version as v using (version_no)
    cross join quality_part as p
    where v.active and v.kind = 'recheck_status' and r.fate = 'held' and p.held_rows
),

faulty as (
    select institution, period, part, count(*) as rows from faulty_row group by all
)
select
    t.institution, t.period, p.position, p.part, p.weight,
    t.rows,
    if(p.punctuality, if(l.late, t.rows, 0), coalesce(f.rows, 0)) as faulty_rows,
    p.weight * (1 - faulty_rows / t.rows) as points
from row_total as t
join late as l using (institution, period)
cross join quality_part as p
left join faulty as f using (institution, period, part)
order by t.institution, t.period, p.position
