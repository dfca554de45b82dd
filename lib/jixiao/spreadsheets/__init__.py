"""Spreadsheets and tables as text of every common format become one `Source` of text cells with places."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from jixiao.discovery import modules
from jixiao.exceptions import UnreadableInputError
from jixiao.intake.files import read_bytes
from jixiao.spreadsheets import formats, limits
from jixiao.spreadsheets.contents import content_of
from jixiao.spreadsheets.model import Area, Remark, Sheet, Source

__all__ = ["Area", "Remark", "Sheet", "Source", "read_source", "suffixes"]


def read_source(path: Path) -> Source:
    """Return the sheets of the file at `path`; a spreadsheet is read as what it is, whatever its suffix says.

    Raises:
        UnreadableInputError: The file is missing, empty, damaged, protected or no table, or its format is not
            read.
        SchemaError: A text file cannot be divided into rows and cells.
        LimitError: The file is larger or holds more than is read.
    """
    suffix = path.suffix.lower()
    known = modules(formats, suffix.removeprefix("."))
    module = next((module for module in known if suffix in module.SUFFIXES), None)
    if module is None:
        raise UnreadableInputError("sheet-format", file=path.name, allowed=" ".join(suffixes()))
    data = read_bytes(path, limits.FILE_BYTES)
    expected = getattr(module, "CONTENT", "")
    found = content_of(data, suffix, path.name) if expected else expected
    if found == expected:
        return cast(Source, module.read(data, path.name))
    source = cast(Source, import_module(f"{formats.__name__}.{found}").read(data, path.name))
    return replace(source, format=found, remarks=(Remark("other-content", None, found), *source.remarks))


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the formats that are read, such as ``.xlsx``."""
    return tuple(suffix for module in modules(formats) for suffix in module.SUFFIXES)
