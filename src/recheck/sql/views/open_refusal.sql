-- Refused files known at K that no good file of the same name or content has followed; one that was refused again
-- as it is counts once.
-- one row per: file_no
-- read by: archived, findings, returned_refusal
select a.file_no, a.name as file, a.received_at
from received_file as a
cross join question as q
where a.refused and a.received_at <= q.known_at
    and not exists (
        from received_file as later
        where later.file_no > a.file_no and later.received_at <= q.known_at
            and case when later.refused then later.name = a.name and later.sha256 = a.sha256
                else later.name = a.name or later.sha256 = a.sha256 end
    )
