-- What is true of a case whatever the day T: who, where, when examined, its newest reason. `id_hash`: of the newest valid
-- ID number; null for a weak identity.
-- one row per: case_no
-- read by: asked_case, case_asked, cases_conserved, concluded, confirmed_leaver, cross_link, followed_case, identity_asked, identity_candidates, identity_evidence, identity_mark, identity_pair, merge_candidates, merge_pair, obligation_due, obligation_event, obligation_row, open_pack, pack_line, recipient, returned_row, states_partition
with recursive merged as (
    select
        f.case_no,
        arg_max(r.institution, f.newest) as institution,
        arg_max(r.exam_date, f.newest) as exam_date,
        arg_max(r.exam_type, f.newest) as exam_type,
        arg_max(r.reason, f.newest) as reason,
        max(f.newest) filter (where r.reason is not null) as reason_newest,
        arg_max(c.enterprise_no, f.newest) as enterprise_no,
        arg_max(c.worker_no, f.newest) as worker_no,
        arg_max(r.id_hash, f.newest) as id_hash,
        arg_max(r.name_hash, f.newest) as name_hash,
        arg_max(r.phone_hash, f.newest) as phone_hash,
        bool_and(c.weak) as weak_identity,
        bool_and(r.kind = 'exam_records') as unreported,
        bool_or(f.unexplained) as unexplained
    from case_row as f
    join row_case as c using (row_no)
    join row_read as r using (row_no)
    group by f.case_no
),

verified as (
    select case_no, arg_max(reason, newest) as reason, max(newest) as newest
    from case_answer
    where reason is not null
    group by case_no
),

-- without a valid ID number: name and enterprise, told apart by phone where exactly one is known or none
weak_name as (
    select
        name_hash, enterprise_no,
        count(distinct phone_hash) as phones,
        min(phone_hash) as phone_hash
    from merged
    where weak_identity
    group by all
),

weak_worker as (
    select
        m.case_no,
        min(m.case_no) over (
            partition by m.name_hash, m.enterprise_no,
                coalesce(m.phone_hash, if(n.phones = 1, n.phone_hash, null))
        ) as worker_no
    from merged as m
    join weak_name as n using (name_hash, enterprise_no)
    where m.weak_identity
),

-- people decided to be one person are one worker, also through others
told as (
    select d.decision_no, coalesce(c.worker_no, m.worker_no, w.worker_no) as worker_no
    from (select decision_no, unnest([row_no, other_no]) as row_no from decided_pair where same) as d
    join row_case as c using (row_no)
    join merged as m using (case_no)
    left join weak_worker as w using (case_no)
),

decided as (
    select min(worker_no) as worker_no, max(worker_no) as other
    from told
    group by decision_no
    having count(*) = 2
),

reached (worker_no, other) as (
    select unnest([worker_no, other]), unnest([worker_no, other]) from decided
    union
    select r.worker_no, if(d.worker_no = r.other, d.other, d.worker_no)
    from reached as r
    join decided as d on r.other in (d.worker_no, d.other)
),

united as (
    select worker_no, min(other) as person_no from reached group by worker_no
)
select
    m.case_no,
    n.case_code as case_id,
    m.institution,
    m.exam_date,
    cast(year(m.exam_date) as varchar) as year,
    year(m.exam_date) || if(month(m.exam_date) <= 6, 'H1', 'H2') as period,
    coalesce(p.person_no, m.worker_no, w.worker_no) as worker_no,
    m.id_hash,
    m.weak_identity,
    m.unexplained and m.case_no not in (select case_no from explained_case) as unexplained,
    m.unreported,
    coalesce(m.exam_type, '不详') as exam_type,
    coalesce(if(v.newest > coalesce(m.reason_newest, 0), v.reason, m.reason), '不详') as reason,
    e.enterprise_no,
    e.enterprise,
    e.uscc,
    e.district,
    e.town,
    e.scale,
    e.industry
from merged as m
join row_read as n on n.row_no = m.case_no
join enterprise as e using (enterprise_no)
left join verified as v on v.case_no = m.case_no
left join weak_worker as w on w.case_no = m.case_no
left join united as p on p.worker_no = coalesce(m.worker_no, w.worker_no)
