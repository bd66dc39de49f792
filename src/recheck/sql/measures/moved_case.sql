-- Cases whose rows name several enterprises or several districts: somebody else may have to follow them up than before.
-- one row per: case_id
-- read by: watch
select a.case_id as label
from known_row as r
join row_case as c using (row_no)
join asked_case as a using (case_no)
where not r.withdrawn
group by a.case_id
having count(distinct c.enterprise_no) > 1 or count(distinct r.district) > 1
order by a.case_id
