-- Accepted rows known at K, with the two orders in which values are merged (definitions §1, §4); of a row that was
-- corrected, what it says since, and at its own place a held row that its correction released.
-- `newest`: order of rows; `oldest_period`: the oldest half-year first, inside it the newest row; `reading_no`: the row of
-- row_read that holds what it says.
-- one row per: row_no
-- read by: case_answer, case_change, case_event, case_line, case_row, cases_conserved, changed_field, cross_link, difference, enterprise, enterprise_spelling, explained_case, followed_case, history, identity_row, listed_total, lost_by_edit, moved_case, rows_in_one_case, withdrawn_case
with fate_since as (
    select row_no, 'corrected' as fate from corrected_row where reading_no is not null
    union all
    select row_no, fate
    from row_fate
    where row_no not in (select row_no from corrected_row where reading_no is not null)
)
select
    r.*,
    r.row_no as reading_no,
    v.edition,
    v.active,
    v.withdrawn,
    v.newness * 68719476736 + r.row_no as newest,
    (255 - (cast(substr(r.period, 1, 4) as bigint) - 2000) * 2 - cast(substr(r.period, 6, 1) as bigint))
        * 18014398509481984 + v.newness * 68719476736 + r.row_no as oldest_period
from row_read as r
join known_version as v using (version_no)
left join fate_since as s using (row_no)
where coalesce(s.fate, r.fate) = 'accepted'
union all
select
    r.* replace (
        c.row_no as row_no, c.version_no as version_no, c.case_code as case_code, c.sent_hash as content_hash
    ),
    c.reading_no,
    v.edition,
    v.active,
    v.withdrawn,
    v.newness * 68719476736 + c.row_no,
    (255 - (cast(substr(r.period, 1, 4) as bigint) - 2000) * 2 - cast(substr(r.period, 6, 1) as bigint))
        * 18014398509481984 + v.newness * 68719476736 + c.row_no
from corrected_row as c
join row_read as r on r.row_no = c.reading_no
join known_version as v on v.version_no = c.version_no
-- of rows that supplement each other and say the same, one
qualify row_number() over (partition by c.reading_no, v.edition order by v.newness, c.row_no) = 1
