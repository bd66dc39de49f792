-- Where the list of a submission does not reach, or exceeds, what its sheet 汇总 declares; and who declares nothing. The
-- list fits when either its cases of the half-year or all its cases are as many as declared; rows that are held may be
-- those that are missing.
-- one row per: version_no
-- read by: claim_line, declared_differences, known_finding
select
    d.version_no, d.file_no, d.sheet, d.row, d."column", d.heading,
    if(t.own < d.declared, 'cases_missing', 'cases_beyond') as code,
    json_object('declared', d.declared, 'cases', t.own, 'held', t.held) as parameters
from declared_line as d
join listed_total as t using (institution, period, kind)
where d.counts
    and not (d.declared between t.own and t.own + t.held or d.declared between t.listed and t.listed + t.held)
union all
select version_no, file_no, '', null, null, null, 'declared_nothing', json_object()
from known_version as v
where v.active and v.kind = 'recheck_status'
    and not exists (
        from declared_line as d
        where d.counts and d.institution = v.institution and d.period = v.period and d.kind = v.kind
    )
qualify row_number() over (partition by institution, period, kind order by newness desc) = 1
