-- The rows that feed a case: those of active versions; a case that no active version holds is fed by the last rows it had.
-- A case that only withdrawn versions named has no row here, and is none. A corrected row feeds as it reads since, and what
-- was corrected feeds once more, above all uploads.
-- Exam records fill what is empty (`fills`) where a recheck list tells of the exam too, and those that tell nobody to come
-- back always do: in both orders they rank below all others, unless they were corrected.
-- `place_no`: the row of the upload; null for what was corrected. `unexplained`: the newest row that made the case (of a
-- recheck list, if one told of it) was replaced, and nothing newer explains why it is missing.
-- one row per: row_no
-- read by: case_fact, cases, concluded, differing_correction, enterprise, enterprise_name, identity_mark, listed_detail, listed_person, lost_by_edit, merge_finding, merge_pair, obligation_due, obligation_event, obligation_row, open_pack, outcome, pack_line, rows_in_one_case, withdrawn_case
with row_known as (
    select
        c.case_no, r.row_no, r.reading_no, r.version_no, r.kind, r.edition, r.active, r.newest, r.oldest_period,
        r.visit is distinct from 'plain' as telling
    from known_row as r
    join row_case as c using (row_no)
    where not r.withdrawn
),

standing as (
    select
        case_no,
        bool_or(active) as reported,
        not arg_max(active, newest + if(kind = 'recheck_status', 4611686018427387904, 0)) as unexplained
    from row_known
    where telling
    group by case_no
),

-- of a case that no active version holds, in every submission that told of it
last_edition as (
    select r.case_no, v.institution, v.period, v.kind, max(r.edition) as edition
    from row_known as r
    join standing as s using (case_no)
    join known_version as v using (version_no)
    where r.telling and not s.reported
    group by all
),

feeding as (
    select r.*, s.unexplained
    from row_known as r
    join standing as s using (case_no)
    where r.active
    union all
    select r.*, s.unexplained
    from row_known as r
    join standing as s using (case_no)
    join known_version as v using (version_no)
    join last_edition as l
        on l.case_no = r.case_no and l.edition = r.edition
        and l.institution = v.institution and l.period = v.period and l.kind = v.kind
    where r.telling and not r.active
),

listed as (
    select distinct case_no
    from feeding
    where kind = 'recheck_status'
        and case_no in (select c.case_no from row_case as c join row_read as r using (row_no) where r.kind = 'exam_records')
),

ranked as (
    select f.*, not f.telling or f.kind = 'exam_records' and l.case_no is not null as fills
    from feeding as f
    left join listed as l using (case_no)
)
select
    reading_no as row_no, row_no as place_no, case_no, fills,
    newest - if(fills, 4611686018427387904, 0) as newest,
    oldest_period - if(fills, 4611686018427387904, 0) as oldest_period,
    unexplained
from ranked
union all
select distinct
    c.overlay_no, null, k.case_no,
    coalesce(o.visit = 'plain', false) or o.kind = 'exam_records' and l.case_no is not null,
    c.overlay_rank, c.overlay_rank, s.unexplained
from corrected_row as c
join row_case as k on k.row_no = c.overlay_no
join row_read as o on o.row_no = c.overlay_no
join standing as s using (case_no)
left join listed as l using (case_no)
