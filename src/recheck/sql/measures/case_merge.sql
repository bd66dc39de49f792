-- Pairs of 个案编号 that somebody decided to stand for one exam.
-- one row per: subject, other
-- read by: cases
select subject, other from pair_decision where verdict = 'merge'
