-- Rows of uploads that a correction known at K bears on: the row it names, and the same row in another version of its
-- submission, be it the same words or the same place of the same file.
-- `reading_no`: how the row reads since, null when as it was sent; `newest`: the newest of the rows that read so.
-- one row per: row_no
-- read by: case_row, claim_line, differing_correction, exam_link, findings, known_row, merge_finding, row_case
with standing as (
    select target_row_no, max(known_from) as known_from, arg_max(entry_no, (known_from, entry_no)) as entry_no
    from row_correction
    cross join question as q
    where known_from <= q.known_at
    group by target_row_no
),

placed as (
    select
        s.target_row_no, s.entry_no, s.known_from, c.reading_no, c.overlay_no,
        r.content_hash, r.sheet_no, r.row, v.institution, v.period, v.kind, v.edition, v.sha256
    from standing as s
    join row_correction as c using (entry_no)
    join row_read as r on r.row_no = s.target_row_no
    join known_version as v using (version_no)
),

same_words as (
    select p.* replace (r.content_hash as content_hash), r.row_no, r.version_no, r.case_code, r.fate, v.newness
    from placed as p
    join row_read as r on r.content_hash = p.content_hash
    join known_version as v
        on v.version_no = r.version_no
        and v.institution = p.institution and v.period = p.period and v.kind = p.kind
        and v.edition <> p.edition
    where r.fate in ('accepted', 'held')
    qualify count(*) over (partition by p.entry_no, v.edition) = 1
),

same_place as (
    select p.* replace (r.content_hash as content_hash), r.row_no, r.version_no, r.case_code, r.fate, v.newness
    from placed as p
    join known_version as v
        on v.sha256 = p.sha256
        and v.institution = p.institution and v.period = p.period and v.kind = p.kind
    join row_read as r on r.version_no = v.version_no and r.sheet_no = p.sheet_no and r.row = p.row
    where r.fate in ('accepted', 'held')
),

alike as (
    from same_words
    union
    from same_place
),

each_once as (
    select *
    from alike
    qualify row_number() over (partition by row_no order by known_from desc, entry_no desc) = 1
)
select
    row_no, version_no, case_code, content_hash as sent_hash, fate = 'held' and reading_no is not null as released,
    target_row_no, entry_no, reading_no, overlay_no,
    4611686018427387904 + dense_rank() over (order by known_from, entry_no) * 68719476736 + target_row_no as overlay_rank,
    row_number() over (partition by entry_no order by newness desc, row_no desc) = 1 as newest
from each_once
