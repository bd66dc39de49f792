-- One line for each version: its rows by fate, its findings, and whether it came late. Rows and findings that belong
-- to no institution stand on the first line of their file. Of lines that supplement each other, only one tells what counts
-- as declared.
-- one row per: version_no
-- read by: case_line, fate_totals, history, quality, submissions
with line as (
    select *, min(version_no) over (partition by file_no) as first_version_no from known_version
),

fated as (
    select r.file_no, r.version_no, if(c.released, 'accepted', coalesce(s.fate, r.fate)) as fate
    from row_read as r
    left join row_fate as s using (row_no)
    left join corrected_row as c using (row_no)
    union all
    select file_no, version_no, fate from correction
),

row_count as (
    select
        coalesce(r.version_no, l.version_no) as version_no,
        count(*) filter (where r.fate = 'accepted') as accepted,
        count(*) filter (where r.fate = 'held') as held,
        count(*) filter (where r.fate = 'duplicate') as duplicate
    from fated as r
    left join line as l on l.file_no = r.file_no and l.version_no = l.first_version_no
    group by 1
),

other_count as (
    select
        file_no,
        count(*) filter (where fate = 'blank') as blank,
        count(*) filter (where fate = 'furniture') as furniture
    from sheet_row
    group by file_no
),

placed_finding as (
    select f.severity, coalesce(r.version_no, c.version_no, l.version_no) as version_no
    from finding as f
    left join row_read as r on r.file_no = f.file_no and r.sheet = f.sheet and r.row = f.row
    left join correction as c on c.file_no = f.file_no and c.sheet = f.sheet and c.row = f.row
    left join line as l on l.file_no = f.file_no and l.version_no = l.first_version_no
    where not exists (
        from settled_finding as s
        where s.row_no = r.row_no and s.code = f.code and s."column" is not distinct from f."column"
    )
    union all
    select k.severity, d.version_no from declared_finding as d join finding_kind as k using (code)
),

finding_count as (
    select
        version_no,
        count(*) filter (where severity = 'error') as errors,
        count(*) filter (where severity = 'warning') as warnings
    from placed_finding
    group by version_no
)
select
    l.*,
    row_number() over (partition by l.institution, l.period, l.kind order by l.received_at, l.version_no) as version,
    case
        when l.withdrawn then 'withdrawn'
        when not l.active then 'superseded'
        when l.nil then 'nil'
        else 'active'
    end as status,
    if(l.active, coalesce(c.accepted, 0), 0) as accepted,
    if(l.active, coalesce(c.held, 0), 0) as held,
    if(l.active, coalesce(c.duplicate, 0), 0) as duplicate,
    if(l.active, 0, coalesce(c.accepted + c.held + c.duplicate, 0)) as superseded,
    if(l.version_no = l.first_version_no, coalesce(o.blank, 0), 0) as blank,
    if(l.version_no = l.first_version_no, coalesce(o.furniture, 0), 0) as furniture,
    coalesce(f.errors, 0) as errors,
    coalesce(f.warnings, 0) as warnings,
    t.version_no is not null as late,
    if(l.active and not d.counts, null, d.examined) as examined,
    if(l.active and not d.counts, null, d.declared) as declared
from line as l
left join late_version as t using (version_no)
left join row_count as c using (version_no)
left join other_count as o using (file_no)
left join finding_count as f using (version_no)
left join declared_line as d using (version_no)
