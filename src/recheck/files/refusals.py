"""Why a file cannot be read: one sentence each, with what to do."""

from recheck.messages import N_

UNREAD = N_("The file could not be read from disk. Please check that it is still there.")
TOO_BIG_ON_DISK = N_(
    "The file is larger than {size} MB; no half-year is that large. Please copy the table into a"
    " new workbook and send that file."
)
EMPTY = N_("The file is empty. Please export the table again and send the new file.")
ENCRYPTED = N_(
    "The file is protected with a password. Please give the password with --password, or remove it"
    " and send the file again."
)
WRONG_PASSWORD = N_(
    "The file is protected with a password, and none of those given opens it. Please ask for the"
    " right one, or for the file without a password."
)
LOCKED_OTHERWISE = N_(
    "The file is protected with a password in a way that only its own program can open. Please"
    " remove the password and send the file again."
)
DAMAGED = N_(
    "The workbook is damaged or was cut off on its way. Please open it in Excel or WPS, save it"
    " as a new .xlsx and send that file."
)
WEB_PAGE = N_(
    "The file is a web page (HTML), whatever its name says. Please open it in Excel or WPS, save it"
    " as .xlsx and send that file."
)
NOT_ONE_TABLE = N_(
    "The file is a web page (HTML), whatever its name says, and does not hold just one table."
    " Please open it in Excel or WPS, save it as .xlsx and send that file."
)
XML = N_(
    "The file is an XML document, not a workbook. Please open it in Excel or WPS, save it as .xlsx"
    " and send that file."
)
PDF = N_("The file is a PDF or OFD. Please send the table itself as .xlsx, .xls or .csv.")
IMAGE = N_("The file is a picture. Please send the table itself as .xlsx, .xls or .csv.")
DOCUMENT = N_(
    "The file is a text document (Word). Please copy the table into a workbook and send that."
)
ARCHIVE = N_(
    "The file is a compressed archive. Please unpack it and send the workbooks inside one by one."
)
EMPTY_PARCEL = N_("The archive holds no file that could be an upload. Please check what was sent.")
PARCEL_DAMAGED = N_(
    "{file} inside the archive is damaged or was cut off; the other files of the archive are read."
    " Please send that file again."
)
PARCEL_TOO_BIG = N_(
    "Unpacked, the archive would hold more than {files} files or {size} MB. Please send the"
    " workbooks in several smaller archives."
)
PARCEL_TOO_DEEP = N_(
    "The archive lies in an archive in an archive and was not unpacked. Please send the workbooks"
    " in one archive."
)
OTHER_WORKBOOK = N_(
    "The workbook is of a format that we do not read. Please save it as .xlsx and send that file."
)
UNKNOWN = N_(
    "The file is neither a workbook nor a text table. Please send the table as .xlsx, .xls or .csv."
)

TOO_BIG = N_(
    "Unpacked, the workbook would be unreasonably large ({size} MB). Please copy the table into a"
    " new workbook and send that file."
)
TOO_WIDE = N_(
    "A sheet has filled cells as far as row {row}, column number {column}; no table is that large."
    " Please delete the stray cells, or copy the table into a new workbook, and send it again."
)
UNREASONABLE = N_(
    "The workbook would unfold into more cells or text than any half-year holds. Please copy the"
    " table into a new workbook, save it as .xlsx and send that file."
)
DOCTYPE = N_(
    "The workbook contains foreign definitions (DOCTYPE) that no spreadsheet program writes. Please"
    " copy the table into a new workbook and send that file."
)
