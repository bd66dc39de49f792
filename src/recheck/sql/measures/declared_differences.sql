-- Where lists do not fit what their sheets 汇总 declare, by the content of the file that declares it.
-- one row per: version_no that declares
-- read by: store
select f.sha256, d.sheet, d.row, d."column", d.heading, d.code, cast(d.parameters as varchar) as parameters
from declared_finding as d
join received_file as f using (file_no)
where d.row is not null
order by d.version_no
