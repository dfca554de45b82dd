"""The text of an OpenDocument cell from what it holds and what it shows."""

import re

from jixiao.spreadsheets.areas import Areas
from jixiao.spreadsheets.days import clock
from jixiao.spreadsheets.markup import Attributes
from jixiao.spreadsheets.opendocument.texts import OFFICE
from jixiao.spreadsheets.values import has_lost_digits, is_number_as_text, number_text

_ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_DURATION = re.compile(r"PT([0-9]{1,7})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]*)?S")
_NUMBERS = ("float", "percentage", "currency")


def text_of(attributes: Attributes, shown: str, noted: Areas, row: int, column: int) -> str:
    """Return the text of a cell, and note what is remarkable.

    Args:
        attributes: Those of the cell.
        shown: What it shows.
        noted: Takes the notes.
        row: Its row.
        column: Its column.
    """
    kind = attributes.get(f"{OFFICE}value-type", "")
    if attributes.get(_ERROR) == "error":
        noted.add("error-cell", row, column, shown)
        return shown
    if kind in _NUMBERS and (held := number_text(attributes.get(f"{OFFICE}value", ""))) is not None:
        return _number(held, kind, shown, noted, row, column)
    if kind == "date":
        return attributes.get(f"{OFFICE}date-value", shown).removesuffix("T00:00:00").replace("T", " ")
    if kind == "time":
        return _time(attributes.get(f"{OFFICE}time-value", ""), shown)
    if kind == "boolean":
        return attributes.get(f"{OFFICE}boolean-value", shown).upper()
    words = attributes.get(f"{OFFICE}string-value", shown)
    if is_number_as_text(words):
        noted.add("number-as-text", row, column, "")
    return words


def _number(held: str, kind: str, shown: str, noted: Areas, row: int, column: int) -> str:
    visible = shown.strip()
    if kind == "percentage":
        noted.add("percent", row, column, "%")
        return held
    if visible.isdigit() and visible.startswith("0") and len(visible) > 1 and visible.lstrip("0") == held.lstrip("0"):
        noted.add("padded-number", row, column, "0" * len(visible))
        return visible
    if has_lost_digits(held):
        noted.add("digits-lost", row, column, held, "")
    seen = number_text(visible.replace(",", ""))
    if seen is not None and seen != held and len(seen) < len(held) and "." in held:
        noted.add("hidden-digits", row, column, visible, "")
    return held


def _time(value: str, shown: str) -> str:
    found = _DURATION.fullmatch(value)
    return clock(int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])) if found else shown
