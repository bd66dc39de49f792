-- The cases that may be one with another.
-- one row per: case_no
-- read by: candidates
select case_no from merge_pair
union
select other_case from merge_pair
