-- Every version of every submission: what it changed, what became of it, who withdrew it and why.
-- one row per: version of a submission
-- read by: measures
with line as (
    from claim_line
),

compared as (
    select distinct version_no from version_before
),

named as (
    select r.version_no, count(distinct c.case_no) as cases
    from known_row as r
    join row_case as c using (row_no)
    group by r.version_no
),

changed as (
    select
        version_no,
        count(*) filter (where change = 'added') as added,
        count(*) filter (where change = 'changed') as changed,
        count(*) filter (where change = 'missing') as missing
    from case_change
    group by version_no
),

-- the next reading of the same file, else the version that begins the next turn
follower as (
    select
        l.version_no,
        arg_min(n.version, if(n.origin_no = l.origin_no, 0, 1) * 1000000 + n.version) as replaced_by
    from line as l
    join line as n using (institution, period, kind)
    where l.status = 'superseded'
        and (
            n.origin_no = l.origin_no and n.file_no > l.file_no
            or n.turn = l.turn + 1 and n.begins and n.current
        )
    group by l.version_no
),

orphaned as (
    select version_no, count(*) as cases
    from withdrawn_case
    group by version_no
)
select
    l.institution,
    l.period,
    l.kind,
    l.version,
    l.status,
    l.received_at,
    l.recorded_at,
    l.file,
    l.sha256,
    case
        when l.file_no <> l.origin_no then 'reread'
        when l.version_no not in (from compared) then 'first'
        when l.joins then 'added'
        else 'replaced'
    end as entered,
    coalesce(n.cases, 0) as cases,
    if(l.version_no in (from compared), coalesce(c.added, 0), null) as added,
    if(l.version_no in (from compared), coalesce(c.changed, 0), null) as changed,
    if(l.version_no in (from compared), coalesce(c.missing, 0), null) as missing,
    f.replaced_by,
    w.decided_on as withdrawn_on,
    w.decided_by as withdrawn_by,
    w.reason as withdrawn_reason,
    w.recorded_at as withdrawal_recorded_at,
    if(l.withdrawn, coalesce(o.cases, 0), null) as withdrawn_cases,
    q.known_at,
    l.version_no,
    l.file_no
from line as l
cross join question as q
left join named as n using (version_no)
left join changed as c using (version_no)
left join follower as f using (version_no)
left join withdrawal as w using (version_no)
left join orphaned as o using (version_no)
where q.institution is null or l.institution = q.institution
order by l.period, l.institution, l.kind, l.version
