"""Kinds of file: told by content, behind a password, hostile, or no table at all."""

from pathlib import Path

from tests.catalogue.entry import Elsewhere, Entry, Made, cell
from tests.uploads import Texts, table
from tests.uploads.forms import FORMS, locked_xlsx, ods_of, xlsx, zipped

GOOD = table({})
TEXT = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'


def file(example: str, content: bytes) -> Made:
    """A file of these bytes, under a name that tells nothing."""

    def make(folder: Path) -> Path:
        path = folder / "上报.xls"
        path.write_bytes(content)
        return path

    return Made(example, make)


def named(form: str, example: str, rows: Texts = GOOD) -> Made:
    """The good table as a file of this form."""
    return file(example, FORMS[form](rows))


def refused(number: int, title: str, breaks: Made, nearly: Made, remark: str) -> Entry:
    """An entry whose file is refused; the near miss is taken."""
    return Entry(number, title, ("file_refused",), breaks, nearly, remark)


TWO_TABLES = FORMS["html"](GOOD).replace(b"</body>", b"<table><tr><td>1</td></tr></table></body>")
WIDE = TEXT.format(' table:number-columns-repeated="16384"', "x")
BOMB = ods_of(f"<table:table-row>{WIDE}</table:table-row>" * 1000)
FAR: Texts = (["x"], *[[None]] * 40_000, [*[None] * 255, "x"])
LONG_LINE = "甲," + "x" * (1 << 20)

ENTRIES = (
    refused(
        9,
        "a web page named .xls",
        file("HTML with two tables", TWO_TABLES),
        named("html", "HTML with one table"),
        "the sentence says how to save it",
    ),
    refused(
        9,
        "an XML document named .xls",
        file("any XML", b'<?xml version="1.0"?><list/>'),
        named("xml", "SpreadsheetML 2003"),
        "a workbook of Excel 2003 is read",
    ),
    refused(
        9,
        "a file whose name says another kind",
        file("a PDF named .xls", b"%PDF-1.7"),
        named("ods", "an ods named .xls"),
        "told by content, refused by its kind",
    ),
    refused(
        9,
        "a picture",
        file("a JPEG named .xls", b"\xff\xd8\xff\xe0"),
        named("semicolons", "GB18030 text with semicolons, named .xls"),
        "refused by its kind",
    ),
    refused(
        9,
        "a Word document",
        file("a docx named .xls", zipped({"word/document.xml": b"<w/>"})),
        named("txt", "UTF-16 text with tabs, named .xls"),
        "refused by its kind",
    ),
    Entry(
        9,
        "a zip of uploads, names in GBK",
        ("file_refused",),
        Elsewhere(
            "a zip without a file", "tests/test_parcels.py::test_without_a_file_it_is_refused"
        ),
        Elsewhere(
            "a zip with folders",
            "tests/cli/test_received.py::test_each_file_of_a_zip_is_an_upload_of_its_own",
        ),
        "each file in it is an upload of its own",
    ),
    refused(
        9,
        "quotation marks of a text file that do not pair up",
        file('`甲,"一`', '姓名,备注\n甲,"一\n乙,二\n'.encode()),
        named("csv", "comma-separated UTF-8, named .xls"),
        "nothing is guessed about where a cell ends",
    ),
    refused(
        9,
        "a cell without end",
        file("a text cell of a million characters", LONG_LINE.encode()),
        named("csv", "a remark of 30,000 characters", table({"备注": "长" * 30_000})),
        "a quotation mark may be missing",
    ),
    refused(
        9,
        "a file that would fill the memory",
        file("an xls with cells in opposite corners", FORMS["xls"](FAR)),
        named("xls", "an xls"),
        "read first by a process that may die",
    ),
    refused(
        9,
        "a cell that is repeated without end",
        file("an ods with 16 million cells in 2 KB", BOMB),
        named("ods", "an ods"),
        "read first by a process that may die",
    ),
    refused(
        10,
        "a workbook behind a password",
        file("locked by the institution", locked_xlsx(xlsx(GOOD), "密码123")),
        file("locked against changes only", locked_xlsx(xlsx(GOOD), "VelvetSweatshop")),
        "`--password` opens it",
    ),
    Entry(
        24,
        "a name that a spreadsheet would run",
        ("worker_like_formula",),
        cell("姓名", "@SUM(1)", kind="csv"),
        cell("姓名", "甲-某"),
        "kept as text; neutralised in csv and xlsx",
    ),
    Entry(
        24,
        "an employer's name that a spreadsheet would run",
        ("employer_like_formula",),
        cell("用人单位名称", "+86某厂", kind="csv"),
        cell("用人单位名称", "某厂+某车间"),
        "kept as text; neutralised in csv and xlsx",
    ),
)
