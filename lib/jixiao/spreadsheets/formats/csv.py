"""Tables as text: cells divided by commas, semicolons, tabs or bars, in UTF-8, UTF-16 or GB18030."""

import hashlib
import unicodedata
from pathlib import PurePath

from jixiao.exceptions import LimitError
from jixiao.intake import limits
from jixiao.spreadsheets.model import Remark, Sheet, Source
from jixiao.spreadsheets.text.decoding import decoded
from jixiao.spreadsheets.text.delimiters import found_delimiter, stated_delimiter
from jixiao.spreadsheets.text.rows import TextRows
from jixiao.spreadsheets.text.shape import shape_of

SUFFIXES = (".csv", ".tsv", ".txt")


def read(data: bytes, file: str) -> Source:
    """Return the only sheet of a text file; its cells are as the file has them, in normal form C.

    Rows are numbered as a spreadsheet shows them: a row of several lines is one, a first line ``sep=;`` is none.

    Args:
        data: The bytes of the file.
        file: Its name, for messages.

    Raises:
        UnreadableInputError: It is empty, no text, damaged, or in an encoding that is not read.
        SchemaError: Its delimiter is in doubt, its quotation marks are broken, or a row has cells too many.
        LimitError: It has more bytes, rows, columns or characters in a cell than are read.
    """
    if len(data) > limits.TABLE_BYTES:
        raise LimitError("file-too-large", file=file, found=len(data), limit=limits.TABLE_BYTES)
    digest = hashlib.sha256(data).hexdigest()
    text, encoding = decoded(data, file)
    delimiter, start = stated_delimiter(text, file)
    rows = _rows(data, text, encoding, start, delimiter or found_delimiter(text, file), file)
    shape = shape_of(rows)
    stated = (Remark("separator-line", None, text[:start].strip()),) if start else ()
    sheet = Sheet("", rows, shape.count, shape.width, remarks=shape.remarks)
    kind = PurePath(file).suffix.lower().removeprefix(".")
    return Source(file, kind, digest, (sheet,), encoding, rows.delimiter, stated)


def _rows(data: bytes, text: str, encoding: str, start: int, delimiter: str, file: str) -> TextRows:
    is_utf8 = encoding == "utf-8" and not start
    return TextRows(data if is_utf8 else text[start:].encode(), delimiter, file, unicodedata.is_normalized("NFC", text))
