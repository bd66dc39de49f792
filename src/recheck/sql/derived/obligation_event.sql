-- The rechecks of every obligation. Among a case's own rows a newer recheck replaces an older one, except that an
-- earlier one that again said 复查 stays.
-- one row per: case_no, hazard, happened_on
-- read by: stage
with reported as (
    select
        o.case_no, o.hazard, f.newest,
        r.rechecked_on as happened_on,
        coalesce(r.recheck_again, false) as again,
        'reported' as source,
        coalesce(r.recheck_institution, r.institution) as recheck_institution,
        r.recheck_conclusion
    from obligation_row as o
    join case_row as f using (row_no)
    join row_read as r using (row_no)
    join case_fact as c on c.case_no = o.case_no
    where r.rechecked_on >= c.exam_date
),

ordered as (
    select
        *,
        min(happened_on) over (
            partition by case_no, hazard order by newest desc
            rows between unbounded preceding and 1 preceding
        ) as earliest_newer
    from reported
)
select case_no, hazard, happened_on, again, source, recheck_institution, recheck_conclusion
from ordered
where earliest_newer is null or (again and happened_on < earliest_newer)
