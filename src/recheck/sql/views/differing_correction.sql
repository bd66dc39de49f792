-- Uploads that came after a correction and say something else; the correction counts, but somebody should ask again.
-- one row per: row_no, field
-- read by: merge_finding
with held_against as (
    select k.field, k.heading, k.received_at, c.reading_no, o.row_no as overlay_no, f.case_no, to_json(o) as overlay
    from known_correction as k
    join corrected_row as c using (target_row_no)
    join row_read as o on o.row_no = c.overlay_no
    join case_row as f on f.row_no = c.overlay_no
),

compared as (
    select
        h.field, h.heading, f.place_no as row_no,
        case h.field
            when 'worker' then 'name_hash'
            when 'id_number' then 'id_hash'
            when 'phone' then 'phone_hash'
            when 'enterprise' then 'enterprise_key'
            when 'deadline' then 'deadline_text'
            else h.field
        end as name,
        h.overlay,
        to_json(r) as said
    from held_against as h
    join case_row as f using (case_no)
    join row_read as r on r.row_no = f.row_no
    join received_file as a on a.file_no = r.file_no
    where r.fate = 'accepted' and a.received_at > h.received_at
)
select distinct row_no, field, heading
from compared
where said ->> ('$.' || name) <> overlay ->> ('$.' || name)
