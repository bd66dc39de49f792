-- The states at the day T1, kept while T2 is asked.
-- one row per: case_no
-- read by: balance
select case_no, state from asked_case
