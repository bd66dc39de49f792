-- The cases that stand for the pairs of people who may be one.
-- one row per: case_no
-- read by: candidates
select case_no from identity_pair
union
select other_case from identity_pair
