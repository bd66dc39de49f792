-- Cases whose newest reason is one by which nobody can come back (left, lost, closed), and is confirmed.
-- one row per: case_no
-- read by: counted, decided, pack_line
with final as (
    select unnest(from_json(json_extract(content, '$.adjusted_reasons'), '["varchar"]')) as reason from judging
)
select f.case_no
from case_fact as f
join final as p using (reason)
join confirmed_reason as c on c.case_no = f.case_no and c.reason = f.reason
