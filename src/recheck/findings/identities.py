"""Findings about who a worker is: ID number, name, telephone."""

from recheck.findings.kind import ERROR, NOTE, WARNING, FindingKind
from recheck.messages import N_

IDENTITIES: tuple[FindingKind, ...] = (
    FindingKind(
        "id_missing",
        ERROR,
        N_("The ID number is missing. Fill it in and send the file again."),
    ),
    FindingKind(
        "id_bad_check",
        ERROR,
        N_(
            "The last character of the ID number does not fit the others. Compare it with the card."
        ),
    ),
    FindingKind(
        "id_bad_date",
        ERROR,
        N_("The ID number holds a birth date that does not exist. Compare it with the card."),
    ),
    FindingKind(
        "id_digits_lost",
        ERROR,
        N_(
            "The ID number was stored as a number and has lost its last digits. Format the column"
            " as text and type the number again."
        ),
    ),
    FindingKind(
        "id_look_alike",
        ERROR,
        N_(
            "The ID number has “{marks}” in place {places}, where a digit belongs (the last place"
            " may be X). Please compare it with the card and type the digit."
        ),
    ),
    FindingKind(
        "id_masked",
        ERROR,
        N_(
            "The ID number is covered with asterisks, so the person cannot be told. Please send the"
            " whole number."
        ),
    ),
    FindingKind(
        "id_several",
        ERROR,
        N_("The cell holds more than one number. Please write only the ID number of this person."),
    ),
    FindingKind(
        "id_wrong_length",
        ERROR,
        N_("The ID number has {count} characters instead of 18. Please compare it with the card."),
    ),
    FindingKind(
        "id_malformed",
        ERROR,
        N_(
            "This is no ID number of 18 or 15 characters. Correct it, or name the kind of document"
            " in 证件类型."
        ),
    ),
    FindingKind(
        "id_upgraded",
        NOTE,
        N_("The ID number of 15 digits was read as the one of 18; nothing needs to be done."),
    ),
    FindingKind(
        "id_mark_for_x",
        NOTE,
        N_(
            "The last character of the ID number was read as X. Please type the letter X next time."
        ),
    ),
    FindingKind(
        "id_type_contradiction",
        NOTE,
        N_(
            "By its form the number belongs to another document than 证件类型 says; the number"
            " counts. Please check the type."
        ),
    ),
    FindingKind(
        "name_is_number",
        ERROR,
        N_(
            "A number stands where the name belongs. Please write the name, and the number in its"
            " own column."
        ),
    ),
    FindingKind(
        "name_and_id_swapped",
        ERROR,
        N_(
            "Name and ID number stand in each other's column, so the row is held. Please swap them"
            " back and send again."
        ),
    ),
    FindingKind(
        "name_masked",
        WARNING,
        N_("The name is covered with asterisks. Please write the whole name."),
    ),
    FindingKind(
        "name_with_more",
        WARNING,
        N_(
            "The cell holds more than a name. Please write only the name here and the rest under"
            " 备注."
        ),
    ),
    FindingKind(
        "name_with_radical",
        WARNING,
        N_(
            "The name has a character that only looks right (a radical, as copied from a PDF)."
            " Please type the name again."
        ),
    ),
    FindingKind(
        "phone_unreadable",
        NOTE,
        N_("The telephone number cannot be read; write one number in digits."),
    ),
    FindingKind(
        "phone_digits_lost",
        WARNING,
        N_(
            "The telephone number was stored as a number and shows only its first digits. Please"
            " format the column as text and type it again."
        ),
    ),
    FindingKind(
        "phone_wrong_length",
        WARNING,
        N_("The mobile number has {count} digits instead of 11. Please check it."),
    ),
    FindingKind(
        "phone_several",
        NOTE,
        N_("The cell holds several telephone numbers; the first one counts."),
    ),
)
