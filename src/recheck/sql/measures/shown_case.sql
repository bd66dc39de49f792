-- The case in the variable `shown_case`, as it is asked for; none before the day of its exam.
-- one row per: case_no
-- read by: cases
select * from asked_case where case_no = getvariable('shown_case')
