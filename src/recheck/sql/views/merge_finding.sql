-- What only the merge of several rows can find: values that differ between half-years, and weak identities that fit two.
-- one row per: row_no, code, heading
-- read by: known_finding
with fed as (
    select
        f.case_no, f.newest, f.place_no as row_no, r.period, r.id_hash, r.exam_date, r.rechecked_on, r.recheck_conclusion,
        r.reported_on, r.notified_on, r.delivered_on, r.deadline_text,
        coalesce(h.hazard, '') as hazard
    from case_row as f
    join row_read as r using (row_no)
    left join row_hazard as h using (row_no)
    where f.place_no is not null
),

told as (
    select
        *,
        lag(id_hash ignore nulls) over earlier as old_id,
        lag(exam_date ignore nulls) over earlier as old_exam_date,
        lag(rechecked_on ignore nulls) over earlier as old_rechecked_on,
        lag(recheck_conclusion ignore nulls) over earlier as old_conclusion,
        lag(period) over earlier as old_period,
        first_value(reported_on ignore nulls) over earlier as first_reported_on,
        first_value(notified_on ignore nulls) over earlier as first_notified_on,
        first_value(delivered_on ignore nulls) over earlier as first_delivered_on,
        first_value(deadline_text ignore nulls) over earlier as first_deadline_text
    from fed
    window earlier as (partition by case_no, hazard order by newest)
),

differing as (
    select row_no, 'changed' as code, '证件号码' as heading from told where old_id <> id_hash
    union
    select row_no, 'changed', '体检日期' from told where old_exam_date <> exam_date
    union
    select row_no, 'changed', '复查日期' from told where old_rechecked_on <> rechecked_on and old_period <> period
    union
    select row_no, 'changed', '复查结论' from told where old_conclusion <> recheck_conclusion and old_period <> period
    union
    select row_no, 'later_value_ignored', '报告日期'
    from told where first_reported_on <> reported_on and old_period <> period
    union
    select row_no, 'later_value_ignored', '复查通知日期'
    from told where first_notified_on <> notified_on and old_period <> period
    union
    select row_no, 'later_value_ignored', '签收日期'
    from told where first_delivered_on <> delivered_on and old_period <> period
    union
    select row_no, 'later_value_ignored', '复查期限'
    from told where first_deadline_text <> deadline_text and old_period <> period
    union
    select c.row_no, 'weak_fits_two', '证件号码'
    from row_case as c
    join row_read as r using (row_no)
    where c.fits_two and r.fate in ('accepted', 'held')
    union
    select row_no, 'repeats_version', null from row_fate where fate = 'duplicate'
    union
    select row_no, 'differs_from_correction', heading from differing_correction
)
select
    r.file_no, r.sheet, r.row, cast(null as varchar) as "column", d.heading, d.code,
    json_object('heading', d.heading) as parameters
from differing as d
join row_read as r using (row_no)
