-- What exam records (职业健康检查个案) say besides: what a visit was about, and what it concluded hazard by hazard.

alter table row_read add column visit varchar;          -- told | plain | recheck | supplement; null: other kinds of sheet
alter table row_read add column first_exam_no varchar;  -- 初检体检编号
alter table row_hazard add column says_recheck boolean; -- of told and recheck: whether it concludes 复查 for this hazard
