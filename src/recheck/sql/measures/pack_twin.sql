-- Packs that were issued for the same day and arrivals before.
-- one row per: pack_no
-- read by: measures
select p.pack_no, p.recipient, p.workbook, p.pdf, list(k.case_id order by k.case_id) as cases
from pack as p
join pack_basis as b using (as_of, known_at)
join pack_case as k using (pack_no)
group by p.pack_no, p.recipient, p.workbook, p.pdf
order by p.pack_no
