-- Rows of uploads that a correction known at K bears on: the row it names, and the same row in another version of its
-- submission, be it the same words or the same place of the same file.
-- `reading_no`: how the row reads since, null when as it was sent.
-- one row per: row_no
-- read by: case_event, case_row, cases, claim_line, correction_finding, differing_correction, exam_link, known_row, row_case, settled_finding
with standing as (
    select target_row_no, max(known_from) as known_from, arg_max(entry_no, (known_from, entry_no)) as entry_no
    from row_correction
    cross join question as q
    where known_from <= q.known_at
    group by target_row_no
),

sent as (
    select v.version_no, v.institution, v.period, v.kind, f.sha256, f.received_at
    from version as v
    join received_file as f using (file_no)
    cross join question as q
    where f.received_at <= q.known_at
),

target as (
    select s.*, r.version_no as target_version_no, r.content_hash, r.sheet_no, r.row
    from standing as s
    join row_read as r on r.row_no = s.target_row_no
),

same_words as (
    select t.target_row_no, t.entry_no, t.known_from, r.row_no, r.version_no
    from target as t
    join row_read as r on r.content_hash = t.content_hash and r.version_no <> t.target_version_no
    where r.fate in ('accepted', 'held')
    qualify count(*) over (partition by t.entry_no, r.version_no) = 1
),

same_place as (
    select t.target_row_no, t.entry_no, t.known_from, r.row_no, r.version_no
    from target as t
    join sent as a on a.version_no = t.target_version_no
    join sent as o using (sha256)
    join row_read as r on r.version_no = o.version_no and r.sheet_no = t.sheet_no and r.row = t.row
    where r.fate in ('accepted', 'held')
),

alike as (
    from same_words
    union
    from same_place
),

in_one_submission as (
    select l.*, o.received_at
    from alike as l
    join target as t using (entry_no)
    join sent as a on a.version_no = t.target_version_no
    join sent as o on o.version_no = l.version_no
    where (o.institution, o.period, o.kind) = (a.institution, a.period, a.kind)
),

each_once as (
    select *
    from in_one_submission
    qualify row_number() over (partition by row_no order by known_from desc, entry_no desc) = 1
)
select
    e.row_no, e.version_no, r.case_code, r.content_hash as sent_hash,
    r.fate = 'held' and c.reading_no is not null as released,
    e.target_row_no, e.entry_no, c.reading_no, c.overlay_no,
    4611686018427387904 + dense_rank() over (order by e.known_from, e.entry_no) * 68719476736 + e.target_row_no
        as overlay_rank,
    e.received_at
from each_once as e
join row_read as r using (row_no)
join row_correction as c using (entry_no)
