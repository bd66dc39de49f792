-- The rechecks of every obligation. Among the rows of a case, and among those of returned workbooks, a newer recheck
-- replaces an older one, except that an earlier one that again said 复查 stays. What came after the end says nothing.
-- one row per: case_no, hazard, happened_on
-- read by: concluded, stage
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

verified as (
    select distinct
        o.case_no, o.hazard, a.newest,
        a.rechecked_on as happened_on,
        coalesce(a.recheck_again, false) as again,
        'supervision' as source,
        a.recheck_institution,
        a.recheck_conclusion
    from obligation_row as o
    join case_answer as a using (case_no)
    join case_fact as c on c.case_no = o.case_no
    where a.rechecked_on >= c.exam_date
),

told as (
    from reported
    union all
    from verified
    union all
    select case_no, hazard, newest, happened_on, again, 'cross_match', recheck_institution, recheck_conclusion
    from cross_link
),

-- most obligations have one event: nothing can replace it
several as (
    select case_no, hazard from told group by all having count(*) > 1
),

ordered as (
    select
        *,
        min(happened_on) over (
            partition by source, case_no, hazard order by newest desc
            rows between unbounded preceding and 1 preceding
        ) as earliest_newer
    from told
    semi join several using (case_no, hazard)
),

-- of several rechecks of one day the first source counts, and its newest row
standing as (
    select *
    from ordered
    where source = 'cross_match' or earliest_newer is null or (again and happened_on < earliest_newer)
    qualify row_number() over (
        partition by case_no, hazard, happened_on
        order by array_position(['reported', 'cross_match', 'supervision'], source), newest desc
    ) = 1
)
select case_no, hazard, happened_on, again, source, recheck_institution, recheck_conclusion
from told
anti join several using (case_no, hazard)
union all
select case_no, hazard, happened_on, again, source, recheck_institution, recheck_conclusion
from standing
qualify coalesce(happened_on <= min(happened_on) filter (where not again) over (partition by case_no, hazard), true)
