-- The refused files that go back, and why they were refused.
-- one row per: file_no
-- read by: measures
select r.file_no, r.file, r.received_at, f.parameters
from open_refusal as r
join finding as f using (file_no)
where f.code = 'file_refused'
order by r.file_no
