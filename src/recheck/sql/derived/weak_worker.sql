-- Workers without a valid ID number: name and enterprise, told apart by phone. A row without a phone joins only
-- when exactly one phone is known.
-- one row per: row_no of a weak identity
-- read by: exam_label
with phone as (
    select
        name_hash, enterprise_no,
        count(distinct phone_hash) as phones,
        min(phone_hash) as phone_hash
    from identity_row
    where id_hash is null
    group by all
)
select
    r.row_no, r.institution, r.exam_date,
    min(r.row_no) over (
        partition by r.name_hash, r.enterprise_no,
            coalesce(r.phone_hash, if(p.phones = 1, p.phone_hash, null))
    ) as worker_no
from identity_row as r
join phone as p
    on p.name_hash is not distinct from r.name_hash and p.enterprise_no = r.enterprise_no
where r.id_hash is null
