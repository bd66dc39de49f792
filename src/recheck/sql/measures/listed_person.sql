-- The person of each listed case: the newest non-empty value, the number of the newest valid identity.
-- one row per: case_no
-- read by: case_known, cases, identity_candidates, merge_candidates
select
    f.case_no,
    arg_max(p.worker, f.newest) as worker,
    coalesce(
        arg_max(r.id_type, f.newest) filter (where r.id_hash is not null), arg_max(r.id_type, f.newest)
    ) as id_type,
    coalesce(
        arg_max(p.id_number, f.newest) filter (where r.id_hash is not null), arg_max(p.id_number, f.newest)
    ) as id_number,
    arg_max(p.phone, f.newest) as phone,
    arg_max(p.contact, f.newest) as contact,
    arg_max(p.contact_phone, f.newest) as contact_phone,
    arg_max(p.address, f.newest) as address
from case_row as f
join row_person as p using (row_no)
join row_read as r using (row_no)
where f.case_no in (select case_no from listed_case)
group by f.case_no
