-- Accepted rows known at K, with the two orders in which values are merged (definitions §1, §4).
-- `newest`: order of rows; `oldest_period`: the oldest half-year first, inside it the newest row.
-- one row per: row_no
-- read by: case_row, difference, enterprise_spelling, identity_row, rows_in_one_case, said_before
select
    r.*,
    v.edition,
    v.active,
    v.withdrawn,
    v.newness * 68719476736 + r.row_no as newest,
    (255 - (cast(substr(r.period, 1, 4) as bigint) - 2000) * 2 - cast(substr(r.period, 6, 1) as bigint))
        * 18014398509481984 + v.newness * 68719476736 + r.row_no as oldest_period
from row_read as r
join known_version as v using (version_no)
where r.fate = 'accepted'
