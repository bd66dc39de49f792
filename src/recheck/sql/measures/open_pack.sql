-- What somebody must ask about: promised days that passed, packs that nobody acknowledged, cases without an answer for too
-- long, and rechecks that only a district told of.
-- one row per: problem, pack, case_id
-- read by: measures
with in_charge as (
    select
        p.case_no, p.pack_no, p.recipient, s.standing,
        (
            select cast(min(e.received_at) as date) from packed_case as e where e.case_no = p.case_no
        ) as asked_on
    from packed_case as p
    join pack_standing as s on s.pack_no = p.pack_no and s.case_no = p.case_no
    where p.current
),

-- rechecks told in returned workbooks, while no row of an upload has one, nor exam records
word_alone as (
    select s.case_no, max(s.closed_on) as happened_on
    from stage as s
    join case_state as c on c.case_no = s.case_no and c.part is null
    join case_fact as f on f.case_no = s.case_no
    cross join question as q
    where c.rechecked and s.recheck_source = 'supervision' and s.closed_on <= q.as_of
        and not exists (
            from case_row as o
            join row_read as r using (row_no)
            where o.case_no = s.case_no and r.rechecked_on >= f.exam_date
        )
        and s.case_no not in (select case_no from cross_link)
    group by s.case_no
),

problem as (
    select 'promise_passed' as problem, i.pack_no, i.recipient, i.case_no, a.promised_on as since
    from in_charge as i
    join answered_case as a using (case_no)
    cross join question as q
    where i.standing in ('waiting', 'answered') and a.promised_on < q.as_of
    union all
    select 'not_acknowledged', try_cast(substr(pack, 2) as bigint), recipient, null, cast(issued_at as date)
    from issued_pack
    cross join question as q
    where pack_status = 'out' and q.as_of - cast(issued_at as date) > $acknowledge_days
    union all
    select 'no_answer', i.pack_no, i.recipient, i.case_no, i.asked_on
    from in_charge as i
    cross join question as q
    where i.standing = 'waiting' and q.as_of - i.asked_on > $answer_days
    union all
    select 'word_alone', i.pack_no, i.recipient, w.case_no, w.happened_on
    from word_alone as w
    left join in_charge as i using (case_no)
)
select
    p.problem,
    format('P{:04d}', p.pack_no) as pack,
    p.recipient,
    f.case_id,
    f.institution,
    f.enterprise,
    f.district,
    f.town,
    p.since,
    q.as_of - p.since as waiting_days,
    a.result as last_result,
    a.evidence as last_evidence,
    q.as_of,
    q.known_at
from problem as p
cross join question as q
left join case_fact as f using (case_no)
left join answered_case as a on a.case_no = p.case_no
order by
    array_position(['promise_passed', 'not_acknowledged', 'no_answer', 'word_alone'], p.problem),
    p.pack_no, p.since, f.case_id
