-- The files that go back, once for each institution in them, with what became of its rows and the states of its cases;
-- and once for nobody when a file of several institutions has rows that name none of them.
-- one row per: file_no, institution
-- read by: returned_finding
with sender as (
    select file_no, institution, min(period) as period, bool_and(nil) as nil
    from known_version
    where active and kind <> 'correction'
    group by file_no, institution
),

row_count as (
    select
        file_no,
        institution,
        count(*) as rows,
        count(*) filter (where fate in ('accepted', 'released')) as accepted,
        count(*) filter (where fate = 'held') as held,
        count(*) filter (where fate = 'duplicate') as duplicate,
        count(*) filter (where fate = 'superseded') as superseded,
        count(*) filter (where fate = 'blank') as blank,
        count(*) filter (where fate = 'furniture') as furniture,
        count(distinct case_no) as cases,
        count(distinct case_no) filter (where state = 'done_on_time') as done_on_time,
        count(distinct case_no) filter (where state = 'done_late') as done_late,
        count(distinct case_no) filter (where state = 'not_due') as not_due,
        count(distinct case_no) filter (where state = 'overdue') as overdue,
        count(distinct case_no) filter (where claimed) as claimed
    from returned_row
    group by file_no, institution
),

nobody as (
    select c.file_no, c.institution, min(s.period) as period, false as nil
    from row_count as c
    join sender as s using (file_no)
    where c.institution is null and c.held > 0
    group by all
)
select
    b.file_no,
    b.institution,
    b.period,
    b.nil,
    a.name as file,
    a.sha256,
    a.received_at,
    (select count(distinct v.institution) > 1 from version as v where v.file_no = b.file_no) as merged,
    c.* exclude (file_no, institution)
from (from sender union all from nobody) as b
join received_file as a using (file_no)
left join row_count as c on c.file_no = b.file_no and c.institution is not distinct from b.institution
cross join question as q
where q.institution is null or b.institution = q.institution
order by b.period, b.institution nulls last, a.received_at, b.file_no
