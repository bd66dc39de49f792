-- Contents that were withdrawn, for one institution or all of theirs, and not taken again since.
-- one row per: sha256
-- read by: store
select w.sha256, arg_min(w.decided_on, w.decision_no) as decided_on, arg_min(w.reason, w.decision_no) as reason
from withdrawal as w
where w.file_no = (select max(f.file_no) from received_file as f where f.sha256 = w.sha256 and not f.refused)
group by w.sha256
