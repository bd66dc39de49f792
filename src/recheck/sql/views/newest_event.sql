-- How far the store has come: the kept tables are up to date when they were derived at this point.
-- one row per: store
-- read by: derived, store
select
    coalesce((select max(file_no) from received_file), 0) as file_no,
    coalesce((select max(judging_no) from judging_rules), 0) as judging_no,
    coalesce((select max(decision_no) from decision), 0) as decision_no
