-- Which fields of a changed case read otherwise than before, as the rows of the compared versions give them. How a text
-- was understood is told only where the text itself is the same.
-- one row per: version_no, case_no, field
-- read by: case_line
with side as (
    select distinct version_no, version_no as side_no, true as is_now from comparison
    union all
    select version_no, before_no, false from comparison
),

said as (
    select s.version_no, s.is_now, k.case_no, r.row_no
    from side as s
    join known_row as r on r.version_no = s.side_no
    join row_case as k using (row_no)
    join case_change as c on c.version_no = s.version_no and c.case_no = k.case_no
    where c.change = 'changed'
),

named as (
    select row_no, string_agg(hazard, ';' order by hazard) as hazards
    from row_hazard
    where row_no in (select row_no from said)
    group by row_no
),

told as (
    unpivot (
        select
            s.version_no as of_version, s.case_no as of_case, s.is_now,
            cast(columns(r.* exclude (
                row_no, file_no, version_no, sheet, sheet_no, row, fate, kind, institution, period, case_code,
                id_hash, name_hash, phone_hash, content_hash, enterprise_key,
                deadline_mode, deadline_on, deadline_amount, deadline_unit
            )) as varchar),
            p.worker, p.id_number, p.phone, p.contact, p.contact_phone, p.address, p.remark,
            n.hazards,
            nullif(concat_ws(' ', r.deadline_mode, r.deadline_on, r.deadline_amount, r.deadline_unit), '') as deadline_read
        from said as s
        join row_read as r using (row_no)
        join row_person as p using (row_no)
        left join named as n using (row_no)
    )
    on columns(* exclude (of_version, of_case, is_now))
    into name field value told
),

differing as (
    select
        of_version as version_no,
        of_case as case_no,
        field,
        string_agg(distinct told, '；' order by told) filter (where not is_now) as before,
        string_agg(distinct told, '；' order by told) filter (where is_now) as after
    from told
    group by all
    having before is distinct from after
)
select d.*
from differing as d
left join differing as t
    on t.version_no = d.version_no
    and t.case_no = d.case_no
    and t.field = case d.field when 'deadline_read' then 'deadline_text' when 'recheck_again' then 'recheck_conclusion' end
where t.field is null
