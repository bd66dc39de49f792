-- Versions that count no longer at K, and who decided so: every reading of a withdrawn file, by the first decision.
-- one row per: version_no
-- read by: history, withdrawn_content
select
    v.version_no, v.file_no, v.sha256,
    d.decision_no, d.decided_on, d.reason, d.decided_by, d.received_at, d.recorded_at
from known_decision as d
join known_version as s on d.subject = cast(s.version_no as varchar)
join known_version as v using (institution, period, kind, origin_no)
where d.verdict = 'withdraw'
qualify row_number() over (partition by v.version_no order by d.received_at, d.decision_no) = 1
