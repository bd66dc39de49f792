-- Versions that came after the reporting date of their half-year, by an arrival that somebody stated.
-- one row per: version_no
-- read by: claim_line, reporter_state
select v.version_no
from known_version as v
join reporting_date as d using (period)
where v.kind not in ('correction', 'supervision')
    and v.placed_stated
    and cast(v.placed_at as date) > d.report_by
