-- Packs that were issued for the same day and arrivals before, as long as no later one of them took a case over.
-- one row per: pack_no
-- read by: measures
select p.pack_no, p.recipient, p.workbook, p.pdf, list(k.case_id order by k.case_id) as cases
from pack as p
join pack_basis as b using (as_of, known_at)
join pack_case as k using (pack_no)
where not exists (
    from pack_case as mine
    join pack_case as theirs using (case_id)
    join pack as later on later.pack_no = theirs.pack_no
    where mine.pack_no = p.pack_no and later.pack_no > p.pack_no
        and later.as_of = p.as_of and later.known_at = p.known_at
)
group by p.pack_no, p.recipient, p.workbook, p.pdf
order by p.pack_no
