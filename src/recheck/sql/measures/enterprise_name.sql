-- Every name under which an enterprise with cases was reported: what rows said of it (address and contact also from a
-- register, where rows are silent), what hangs on it, who else is called
-- so. `core`: the name without places and legal forms (variable `name_ends`).
-- one row per: enterprise_no, enterprise_key
-- read by: enterprise_problem, enterprise_todo, similar_name
with fed as (
    select
        c.enterprise_no, f.newest, r.file_no, r.sheet, r.row, r.uscc, r.enterprise, r.enterprise_key, r.district,
        r.institution, p.address, p.contact, p.contact_phone
    from case_row as f
    join row_case as c using (row_no)
    join row_read as r using (row_no)
    join row_person as p using (row_no)
    where c.enterprise_no is not null
),

misplaced as (
    select distinct file_no, sheet, row from finding where code = 'place_contradiction'
),

reported as (
    select
        f.enterprise_no,
        coalesce(f.enterprise_key, '') as enterprise_key,
        arg_max(f.enterprise, f.newest) as reported_enterprise,
        max(f.uscc) as reported_uscc,
        if(max(f.uscc) is null, max(f.district), null) as reported_district,
        max(f.newest) as newest,
        list(distinct f.district) filter (where f.district is not null) as districts,
        bool_or(m.row is not null) as misplaced,
        list(distinct f.address) filter (where f.address is not null) as addresses,
        arg_max(f.address, f.newest) as address,
        arg_max(f.contact, f.newest) as contact,
        arg_max(f.contact_phone, f.newest) as contact_phone,
        bool_or(f.enterprise = f.institution) as is_institution
    from fed as f
    left join misplaced as m using (file_no, sheet, row)
    group by all
),

listed as (
    select
        s.enterprise_no,
        max(l.district) as district,
        list(distinct c.address) filter (where c.address is not null) as addresses,
        arg_max(c.address, l.newest) as address,
        arg_max(c.contact, l.newest) as contact,
        arg_max(c.contact_phone, l.newest) as contact_phone
    from known_register as l
    join register_contact as c using (file_no, sheet_no, row)
    join enterprise_spelling as s
        on s.uscc = coalesce(l.named_uscc, '')
        and s.enterprise_key = coalesce(l.named_key, '')
        and s.district = coalesce(l.named_district, '')
    group by s.enterprise_no
),

hanging as (
    select enterprise_no, count(*) as cases, count(*) filter (where state = 'overdue') as overdue
    from asked_case
    group by enterprise_no
)
select
    n.* replace (
        list_distinct(list_concat(n.addresses, l.addresses)) as addresses,
        coalesce(n.address, l.address) as address,
        coalesce(n.contact, l.contact) as contact,
        coalesce(n.contact_phone, l.contact_phone) as contact_phone
    ),
    e.uscc,
    e.district,
    e.town,
    coalesce(h.cases, 0) as cases,
    coalesce(h.overdue, 0) as overdue,
    l.district is not null as is_placed,
    exists (
        from known_register as a
        where a.reviewed
            and coalesce(a.named_uscc, '') = coalesce(n.reported_uscc, '')
            and coalesce(a.named_key, '') = n.enterprise_key
            and (a.named_uscc is not null or coalesce(a.named_district, '') = coalesce(n.reported_district, ''))
    ) as is_reviewed,
    n.newest = max(n.newest) over (partition by n.enterprise_no) as is_newest,
    count(*) over (partition by n.enterprise_no) as names,
    bool_or(n.is_institution) over (partition by n.reported_uscc) and n.reported_uscc is not null as is_of_institution,
    regexp_replace(n.enterprise_key, getvariable('name_ends'), '', 'g') as core
from reported as n
join enterprise as e using (enterprise_no)
left join listed as l using (enterprise_no)
left join hanging as h using (enterprise_no)
