"""From the text of a cell of any source to the text that a table of the project holds."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial

from jixiao.intake.cells import Convert, converter
from jixiao.intake.schema import Column
from jixiao.reading.lexicon import words
from jixiao.repairs.amounts import as_amount
from jixiao.repairs.dates import as_day
from jixiao.repairs.draft import Draft, Repaired
from jixiao.repairs.marks import bare, emptied, refuse_failed, visible
from jixiao.repairs.names import as_choice, as_code, as_role, table_of
from jixiao.repairs.numbers import as_whole, with_plain_digits, with_plain_sign, without_noise, without_unit

Repairer = Callable[[str], Repaired]
_Step = Callable[[Draft], None]
# What is longer is no value in another form, and would only cost time.
_LONGEST = 200
_STEP = Decimal("0.0001")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# Of these the converter of the column says all that is to be said.
_CANONICAL = {
    "amount": re.compile(r"-?[0-9]{1,11}(?:\.[0-9]{1,2})?"),
    "number": re.compile(r"-?[0-9]+(?:\.[0-9]{1,6})?"),
    "integer": re.compile(r"-?[0-9]+"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
# These need not even be asked of it. Chinese characters of this range have one form only.
_AS_IS = {
    "amount": re.compile(r"[0-9]{1,11}(?:\.[0-9]{1,2})?"),
    "code": re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._-]{0,99}"),
    "text": re.compile(
        r"[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9\u4e00-\u9fff（）()，。、 ,.:_-]{0,98}[A-Za-z0-9\u4e00-\u9fff])?"
    ),
}
_FINEST = ("元", "万元")


def repair(text: str, column: Column, unit: str) -> Repaired:
    """Return the text that stands in the table for the text of a source's cell, and what was done to it.

    The returned text is accepted by `jixiao.intake.cells.converter`, and means what the source says.

    Args:
        text: The cell as the source has it.
        column: The column of the project's table.
        unit: The unit of the column's amounts: 元, 万元 or 亿元.

    Raises:
        CellRefusedError: The cell is not of its column's type, or does not say clearly what it is.

    Example:
        >>> from jixiao.intake.schema import schemas
        >>> repair("￥1,780,900.00元", schemas()["funds"].columns["spent"], "万元")
        Repaired(text='178.09', rules=('full-width', 'currency-mark', 'thousands-separator', 'unit-converted'))
    """
    return repairer(column, unit)(text)


def as_is(column: Column, unit: str) -> Callable[[str], bool]:
    """Return what tells texts that `repair` leaves as they are; it may miss some, and never tells a wrong one."""
    known = None if column.type == "amount" and unit not in _FINEST else _AS_IS.get(column.type)
    if known is None:
        return lambda text: False
    nothing = frozenset(words("repairs")["empty"])
    return lambda text: known.fullmatch(text) is not None and text not in nothing


@cache
def repairer(column: Column, unit: str) -> Repairer:
    """Return `repair` for one column: to be used for many cells."""
    return partial(_repaired, _step(column, unit), _CANONICAL.get(column.type), converter(column, unit))


def _repaired(step: _Step | None, canonical: re.Pattern[str] | None, convert: Convert, text: str) -> Repaired:
    if canonical is None or not canonical.fullmatch(text):
        draft = _drafted(step, text)
        convert(draft.text)
        return Repaired(draft.text, tuple(draft.rules) if draft.text != text else ())
    convert(text)
    return Repaired(text)


def _drafted(step: _Step | None, text: str) -> Draft:
    refuse_failed(text)
    draft = Draft(text)
    bare(draft)
    if step and 0 < len(draft.text) <= _LONGEST:
        visible(draft)
        emptied(draft)
        if draft.text:
            step(draft)
    return draft


def _step(column: Column, unit: str) -> _Step | None:
    """Return what brings a text to the type of a column, None if any text is of its type."""
    units = words("repairs")["unit_words"].get(table_of(column), {}).get(column.name, ())
    steps: dict[str, _Step] = {
        "amount": partial(as_amount, unit=unit),
        "number": partial(_as_number, units=units),
        "integer": partial(_as_integer, units=units),
        "date": as_day,
        "choice": partial(as_choice, column=column),
        "code": as_code,
        "role": as_role,
    }
    return steps.get(column.type)


def _as_number(draft: Draft, units: tuple[str, ...]) -> None:
    with_plain_sign(draft)
    without_unit(draft, units)
    with_plain_digits(draft)
    if _NUMBER.fullmatch(draft.text):
        without_noise(draft, _STEP)


def _as_integer(draft: Draft, units: tuple[str, ...]) -> None:
    _as_number(draft, units)
    as_whole(draft)
