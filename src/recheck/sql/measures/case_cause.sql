-- What arrived between the two Ks (the first is the variable `known_before`) and moved a case: files with a row of it
-- and decisions about it; else files that replaced one of its rows; else, when its place moved, files that name its
-- enterprise; else changed rules.
-- one row per: before_no, after_no, arrival
-- read by: case_changes
with arrival as (
    select f.*, coalesce(a.file_no is not null, false) as read_anew
    from received_file as f
    left join reread as a using (file_no)
    cross join question as q
    where f.received_at > getvariable('known_before') and f.received_at <= q.known_at and not f.refused
),

-- a case of before and of after, and of both
side as (
    select m.*, m.before_no as case_no, getvariable('known_before') as known_at from case_moved as m
    union all
    select m.*, m.after_no, q.known_at from case_moved as m cross join question as q
),

own_row as (
    select distinct
        s.before_no, s.after_no, s.elsewhere, k.enterprise_no, r.file_no, r.version_no, r.institution, r.period, r.kind,
        r.fate, r.case_code, r.enterprise_key, r.uscc
    from side as s
    join row_known as k using (known_at, case_no)
    join row_read as r using (row_no)
),

told as (
    select
        o.before_no, o.after_no, 1 as tier,
        case
            when a.read_anew then 'reread'
            when o.fate in ('corrected', 'correction') then 'correction'
            when o.kind = 'supervision' then 'answer'
            else 'upload'
        end as cause,
        a.name, a.received_at
    from own_row as o
    join arrival as a using (file_no)
    union all
    select o.before_no, o.after_no, 1, d.verdict, d.reason, d.received_at
    from own_row as o
    join known_decision as d
        on d.verdict = 'withdraw' and d.subject = cast(o.version_no as varchar)
        or d.verdict <> 'withdraw' and o.case_code in (d.subject, d.other)
    where d.received_at > getvariable('known_before')
    union all
    select o.before_no, o.after_no, 2, if(a.read_anew, 'reread', 'replaced'), a.name, a.received_at
    from own_row as o
    join version as v
        on v.institution = o.institution and v.period = o.period and v.kind = o.kind and not v.joins
    join arrival as a on a.file_no = v.file_no
    union all
    select o.before_no, o.after_no, 3, 'enterprise', a.name, a.received_at
    from (select distinct before_no, after_no, enterprise_no from own_row where elsewhere) as o
    join row_known as k using (enterprise_no)
    join row_read as r using (row_no)
    join arrival as a using (file_no)
    union all
    select o.before_no, o.after_no, 3, 'register', a.name, a.received_at
    from (select before_no, after_no, unnest([uscc, enterprise_key]) as named from own_row where elsewhere) as o
    join (select file_no, unnest([named_uscc, named_key]) as named from register_line) as l using (named)
    join arrival as a on a.file_no = l.file_no
    union all
    select m.before_no, m.after_no, 4, 'rules', null, j.known_from
    from case_moved as m
    cross join question as q
    join judging_rules as j on j.known_from > getvariable('known_before') and j.known_from <= q.known_at
)
select distinct before_no, after_no, cause, name, received_at
from told
qualify tier = min(tier) over (partition by before_no, after_no)
