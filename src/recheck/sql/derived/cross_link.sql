-- Rechecks that exam records of any institution tell of, and the obligations that they are about: the same worker by valid
-- ID number, after the exam, a hazard in common or none named (definitions §6). `evidence`: the 初检体检编号 that the record
-- gives; it restricts nothing.
-- one row per: case_no, hazard, row_no
-- read by: case_event, obligation_event, open_pack
with recheck as (
    select
        row_no, reading_no, newest, id_hash, exam_date as happened_on, institution, conclusion, recheck_again,
        first_exam_no as evidence,
        reading_no in (select row_no from row_hazard) as names_hazards
    from known_row
    where active and visit = 'recheck' and id_hash is not null
),

bearer as (
    select distinct id_hash, worker_no from case_fact where id_hash in (select id_hash from recheck)
),

owed as (
    select distinct case_no, hazard from obligation_row
)
select
    o.case_no, o.hazard, r.row_no, r.evidence, r.newest, r.happened_on,
    coalesce(h.says_recheck, r.recheck_again, false) as again,
    r.institution as recheck_institution,
    r.conclusion as recheck_conclusion
from recheck as r
join bearer as b using (id_hash)
join case_fact as c on c.worker_no = b.worker_no and c.exam_date < r.happened_on
join owed as o on o.case_no = c.case_no
left join row_hazard as h on h.row_no = r.reading_no and h.hazard = o.hazard
where h.hazard is not null or o.hazard = '不明' or not r.names_hazards
