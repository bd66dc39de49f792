"""What is marked while the clerk types, as formulas for the first row to fill in.

A formula stays below 255 characters and needs nothing newer than Excel 2007. The numbers 1 to 17
come from COLUMN($A$1:$Q$1): array constants are not allowed in marks, and rows may be deleted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from recheck.template_book.columns import FIRST_ROW
from recheck.template_book.looks import LAST_ROW

ERROR, MISSING = "error", "missing"
PLACES = "COLUMN($A$1:$Q$1)"
CODE_ALPHABET = '"0123456789ABCDEFGHJKLMNPQRTUWXY"'


@dataclass(frozen=True)
class Mark:
    """The cells of a field are marked where `formula` holds."""

    field: str
    look: str
    formula: str


def put_marks(
    sheet: Worksheet, marks: Sequence[Mark], letters: Mapping[str, str], colours: Mapping[str, str]
) -> None:
    """Mark the cells below the example row; `letters`: field → column."""
    for mark in marks:
        letter = letters[mark.field]
        fill = PatternFill("solid", bgColor=colours[mark.look])
        sheet.conditional_formatting.add(
            f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}", FormulaRule([mark.formula], fill=fill)
        )


def marks_of_people(
    letters: Mapping[str, str], required: Sequence[str], checked_types: Sequence[str]
) -> list[Mark]:
    """The marks of the list; `letters`: field → column."""
    at = {field: f"${letter}{FIRST_ROW}" for field, letter in letters.items()}
    begun = f"COUNTA($A{FIRST_ROW}:${list(letters.values())[-1]}{FIRST_ROW})>0"
    return [
        *_about_id_numbers(at["id_number"], at["id_type"], checked_types),
        *(mark for field in ("uscc", "user_unit_uscc") for mark in _about_codes(field, at[field])),
        *_about_rechecks(at),
        *_about_notices(at),
        *(Mark(one, MISSING, f'AND({at[one]}="",{begun})') for one in required),
    ]


def _about_id_numbers(number: str, kind: str, checked_types: Sequence[str]) -> Iterator[Mark]:
    """GB 11643: length, birth date and check character of numbers that have one."""
    kinds = ",".join(f'{kind}="{one}"' for one in ("", *checked_types))
    check = (
        f'MID("10X98765432",MOD(SUMPRODUCT(MID({number},{PLACES},1)*MOD(2^(18-{PLACES}),11)),11)'
        f"+1,1)<>RIGHT({number},1)"
    )
    born = f"DATE(MID({number},7,4),MID({number},11,2),MID({number},13,2))"
    wrong_day = f'TEXT({born},"yyyymmdd")<>MID({number},7,8)'
    length = f"LEN({number})"
    yield Mark("id_number", ERROR, f"AND(OR({kinds}),{length}>0,{length}<>15,{length}<>18)")
    for formula in (check, wrong_day):
        yield Mark("id_number", ERROR, f"AND({length}=18,OR({kinds}),IFERROR({formula},TRUE))")


def _about_codes(field: str, code: str) -> Iterator[Mark]:
    """GB 32100: length and check character."""
    value = f"FIND(MID(UPPER({code}),{PLACES},1),{CODE_ALPHABET})-1"
    last = f"FIND(RIGHT(UPPER({code}),1),{CODE_ALPHABET})-1"
    total = f"SUMPRODUCT(({value})*MOD(3^({PLACES}-1),31))"
    yield Mark(field, ERROR, f'AND({code}<>"",LEN({code})<>18)')
    yield Mark(field, ERROR, f"AND(LEN({code})=18,IFERROR(MOD({total}+{last},31)<>0,TRUE))")


def _about_rechecks(at: Mapping[str, str]) -> Iterator[Mark]:
    exam, recheck, answer = at["exam_date"], at["rechecked_on"], at["rechecked"]
    both = f"ISNUMBER({exam}),ISNUMBER({recheck})"
    yield Mark("rechecked_on", ERROR, f"AND({both},{recheck}<{exam})")
    yield Mark("rechecked_on", ERROR, f'AND({answer}="是",{recheck}="")')
    yield Mark("reason", MISSING, f'AND({answer}="否",{at["reason"]}="")')


def _about_notices(at: Mapping[str, str]) -> Iterator[Mark]:
    worker, notified, delivered = at["worker"], at["notified_on"], at["delivered_on"]
    yield Mark("deadline", MISSING, f'AND({worker}<>"",{at["deadline"]}="")')
    yield Mark("notified_on", MISSING, f'AND({worker}<>"",{notified}="",{delivered}="")')


def marks_of_summary(letters: Mapping[str, str]) -> list[Mark]:
    """The marks of 汇总; `letters`: field → column."""
    at = {field: f"${letter}{FIRST_ROW}" for field, letter in letters.items()}
    begun = f"COUNTA($A{FIRST_ROW}:${list(letters.values())[-1]}{FIRST_ROW})>0"
    pairs = (("declared", "examined"), ("notified", "declared"))
    return [
        *(
            Mark(part, ERROR, f"AND(ISNUMBER({at[whole]}),N({at[part]})>{at[whole]})")
            for part, whole in pairs
        ),
        *(Mark(one, MISSING, f'AND({at[one]}="",{begun})') for one in letters),
    ]
