"""Findings of whole files and sheets, and of who sent them."""

from recheck.findings.kind import ERROR, NOTE, WARNING, FindingKind
from recheck.messages import N_

FILES: tuple[FindingKind, ...] = (
    FindingKind("file_refused", ERROR, N_("The file was not taken: {reason}")),
    FindingKind(
        "reporter_unlisted",
        WARNING,
        N_(
            "{institution} is not on the list of institutions that report. If the name is misspelt,"
            " please correct it; else add it to the list."
        ),
    ),
    FindingKind(
        "cell_error",
        ERROR,
        N_(
            "The cell shows an error like #N/A or #REF!, so it counts as empty. Please write the"
            " value itself and send again."
        ),
    ),
    FindingKind(
        "formula_not_calculated",
        ERROR,
        N_(
            "The cell holds a formula without its result, so it counts as empty. Please paste the"
            " value itself over it and send again."
        ),
    ),
    FindingKind(
        "rows_hidden",
        NOTE,
        N_(
            "{count} hidden rows were read like all others, the first one is row {first}. If they"
            " do not belong to the report, please delete them and send again."
        ),
    ),
    FindingKind(
        "hidden_sheet",
        WARNING,
        N_("This sheet is hidden and was not read. If it belongs to the report, please show it."),
    ),
    FindingKind(
        "sheet_left_out",
        NOTE,
        N_("This sheet was not read, as the profile of the institution says."),
    ),
    FindingKind(
        "sheet_unexpected",
        WARNING,
        N_(
            "This sheet holds a list, but the profile of the institution does not expect one here,"
            " so it was not read. If it belongs to the report, add its name to the profile."
        ),
    ),
    FindingKind("sheet_refused", ERROR, N_("This sheet was not taken: {reason}")),
    FindingKind(
        "column_nearly_known",
        WARNING,
        N_(
            "The column {heading} was not read. Is it {meant} (similarity {percent})? If so, please"
            " call it that, or confirm it with recheck headings FILE --save."
        ),
    ),
    FindingKind(
        "columns_not_read",
        NOTE,
        N_("These columns have unknown headings and were not read: {headings}."),
    ),
    FindingKind(
        "period_unreadable",
        WARNING,
        N_("The half-year cannot be read; please write it like 2025年上半年 or 2025H1."),
    ),
)
