-- The states at the day T1, kept while T2 is asked.
-- one row per: case_no
-- read by: balance, nothing_by_itself, stock_and_flow
select case_no, state from asked_case
