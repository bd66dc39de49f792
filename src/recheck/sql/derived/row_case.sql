-- The case, worker and enterprise of every accepted row known at K that is about a case, and of what corrections say: those
-- name worker and enterprise only where they correct them.
-- one row per: row_no
-- read by: case_answer, case_asked, case_change, case_decision, case_event, case_fact, case_line, case_row, cases_conserved, changed_field, difference, enterprise, enterprise_name, explained_case, history, identity_asked, identity_mark, identity_pair, listed_total, lost_by_edit, merge_finding, moved_case, packed_case, packs_cover, returned_row, row_known, rows_in_one_case, silent_case, unknown_case_id, withdrawn_case
with exam as (
    select r.row_no, coalesce(j.case_no, r.label) as exam, r.worker_no, r.enterprise_no, r.weak, r.visit
    from identity_row as r
    left join joined_label as j using (label)
),

-- an exam is a case when one of its rows tells somebody to come back; the first of them names it
told as (
    select exam, min(row_no) as case_no
    from exam
    where visit is distinct from 'plain'
    group by exam
),

placed as (
    select
        e.row_no, t.case_no, e.worker_no, e.enterprise_no, e.weak,
        e.exam in (select case_no from contested_case) as fits_two
    from exam as e
    join told as t using (exam)
),

-- several rows may share a correction: where the newest of them is
corrected as (
    select p.*, c.reading_no, c.overlay_no
    from corrected_row as c
    join placed as p using (row_no)
    where c.reading_no is not null
    qualify row_number() over (partition by c.entry_no order by c.received_at desc, c.row_no desc) = 1
),

spoken as (
    from placed
    union all
    select reading_no, case_no, worker_no, enterprise_no, weak, fits_two
    from corrected
    union all
    select
        c.overlay_no,
        c.case_no,
        if(o.id_hash is null, null, c.worker_no),
        if(coalesce(o.enterprise_key, o.uscc, o.district, o.town, o.scale, o.industry) is null, null, c.enterprise_no),
        c.weak,
        c.fits_two
    from corrected as c
    join row_read as o on o.row_no = c.overlay_no
)
from spoken
