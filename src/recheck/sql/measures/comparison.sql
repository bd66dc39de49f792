-- The versions to compare: those that one file brought, or all.
-- one row per: version_no, before_no
-- read by: case_change, case_line, changed_field, difference
select b.version_no, b.before_no, v.joins, v.active, v.file_no <> v.origin_no as read_anew
from version_before as b
join known_version as v using (version_no)
where v.file_no = coalesce(getvariable('compared_file'), v.file_no)
