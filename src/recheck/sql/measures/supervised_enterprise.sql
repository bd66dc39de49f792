-- The enterprises of packs that a returned workbook names.
-- one row per: pack_no, enterprise_seq
-- read by: supervising
select distinct k.pack_no, k.enterprise_seq, p.recipient
from wanted_case as w
join pack_case as k using (pack_no, enterprise_seq)
join pack as p using (pack_no)
