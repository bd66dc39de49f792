-- What every version did to which case: added, changed (a line for each field that reads otherwise), missing; and, of a
-- withdrawn one, the cases that only withdrawn versions name.
-- one row per: version of a submission, case, change, field
-- read by: measures
with line as (
    select c.version_no, c.case_no, c.change, f.field, f.before, f.after
    from case_change as c
    left join changed_field as f using (version_no, case_no)
    union all
    select version_no, case_no, 'withdrawn', null, null, null
    from withdrawn_case
),

-- the case as the version tells it; as it was told before where the version is silent
side as (
    select distinct version_no, version_no as side_no from line
    union
    select version_no, before_no from comparison
),

described as (
    select s.version_no, k.case_no, arg_max(r.row_no, (s.side_no = s.version_no, r.newest)) as row_no
    from side as s
    join known_row as r on r.version_no = s.side_no
    join row_case as k using (row_no)
    where k.case_no in (select case_no from line)
    group by all
)
select
    l.institution,
    l.period,
    l.kind,
    l.version,
    l.status,
    l.received_at,
    c.change as difference,
    i.case_code as case_id,
    p.worker,
    p.id_number,
    r.enterprise,
    r.exam_date,
    c.field as changed_field,
    c.before as old_value,
    c.after as new_value,
    a.name as source_file,
    r.row as source_row,
    q.known_at
from line as c
join claim_line as l using (version_no)
join described as d using (version_no, case_no)
join row_read as r on r.row_no = d.row_no
join row_person as p on p.row_no = d.row_no
join row_read as i on i.row_no = c.case_no
join received_file as a on a.file_no = r.file_no
cross join question as q
where q.institution is null or l.institution = q.institution
order by
    l.period, l.institution, l.kind, l.version,
    array_position(['added', 'changed', 'missing', 'withdrawn'], c.change), i.case_code, c.field
