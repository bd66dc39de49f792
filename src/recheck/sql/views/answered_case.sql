-- What districts and towns have answered about a case, the newest of each field.
-- one row per: case_no
-- read by: open_pack, pack_line, pack_standing
select
    case_no,
    arg_max(acted_on, newest) as acted_on,
    arg_max(action, newest) as action,
    arg_max(result, newest) as result,
    arg_max(promised_on, newest) as promised_on,
    arg_max(closed_on, newest) as closed_on,
    arg_max(evidence, newest) as evidence,
    arg_max(reason, newest) as reason,
    max(received_on) as answered_on
from case_answer
group by case_no
