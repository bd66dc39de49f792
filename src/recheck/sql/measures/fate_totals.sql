-- What became of all rows of all taken files together.
-- one row per: question
-- read by: measures
select
    count(distinct file_no) as files,
    coalesce(sum(accepted + held + duplicate + superseded + blank + furniture), 0)::bigint as rows,
    coalesce(sum(accepted), 0)::bigint as accepted,
    coalesce(sum(held), 0)::bigint as held,
    coalesce(sum(duplicate), 0)::bigint as duplicate,
    coalesce(sum(superseded), 0)::bigint as superseded,
    coalesce(sum(blank), 0)::bigint as blank,
    coalesce(sum(furniture), 0)::bigint as furniture
from claim_line
