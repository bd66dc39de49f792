-- Decisions about cases and about who should have reported. Verdicts since: exempt, void, reopen, confirm, assign (subject: a
-- 个案编号), merge, part (subject, other: 个案编号 of one exam), excuse, expect (subject: institution, other: half-year).

alter table decision add column district varchar;    -- of an assignment: who shall follow the case up
alter table decision add column town varchar;
