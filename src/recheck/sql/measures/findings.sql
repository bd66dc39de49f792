-- Findings with their places: of active versions and of refused files that no good file of the same name followed;
-- of everything when the question says so.
-- one row per: finding
-- read by: finding_counts
with placed as (
    select
        f.*,
        a.name as file,
        a.refused,
        coalesce(r.version_no, (select min(v.version_no) from version as v where v.file_no = f.file_no)) as version_no
    from (
        from finding
        union all by name
        select m.*, k.severity from merge_finding as m join finding_kind as k using (code)
    ) as f
    join received_file as a using (file_no)
    cross join question as q
    left join row_read as r on r.file_no = f.file_no and r.sheet = f.sheet and r.row = f.row
    where a.received_at <= q.known_at
)
select
    v.institution, v.period, p.file, p.sheet, p.row, p."column", p.heading, p.code, p.severity, p.parameters
from placed as p
left join known_version as v using (version_no)
cross join question as q
where (
        q.everything
        or v.active
        or p.refused and not exists (
            from received_file as later
            where later.name = p.file and not later.refused and later.file_no > p.file_no
                and later.received_at <= q.known_at
        )
    )
    and (q.institution is null or v.institution = q.institution)
order by v.period nulls first, v.institution nulls first, p.file_no, p.sheet, p.row nulls first, p."column" nulls first, p.code, p.heading nulls first, p.parameters
