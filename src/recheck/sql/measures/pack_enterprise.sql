-- The enterprises of packs, in the order in which they are visited, with the newest way to reach them.
-- one row per: recipient, enterprise_seq
-- read by: measures
select
    recipient,
    enterprise_seq,
    any_value(enterprise) as enterprise,
    any_value(uscc) as uscc,
    any_value(district) as district,
    any_value(town) as town,
    arg_max(address, (exam_date, case_id)) as address,
    string_agg(distinct user_unit, '；' order by user_unit) as user_unit,
    arg_max(contact, (exam_date, case_id)) as contact,
    arg_max(contact_phone, (exam_date, case_id)) as contact_phone,
    count(*) as waiting,
    count(*) filter (where part = 'first') as first,
    count(*) filter (where part = 'second') as second,
    max(days_overdue) as most_days,
    max(instructed) as instructed
from pack_line
where enterprise_seq is not null
group by recipient, enterprise_seq
order by recipient, enterprise_seq
