"""Headers of several rows: names over several columns, a row of units."""

import re
from dataclasses import replace

from jixiao.reading.grid import Cell

Row = tuple[Cell, ...]
_UNIT = re.compile(
    r"[（(]?(?P<unit>%|‰|亿元|万元|元|[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{1,2}/[\u4e00-\u9fff]{1,2})[）)]?"
)
_SURE = re.compile("%|元")
_UNITS = "单位"


def spread(header: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return a header in which each column has its whole name: that of its group, its own, its unit in brackets."""
    rows = tuple(_bracketed(row) if number and is_units(row) else row for number, row in enumerate(header))
    return tuple(
        _filled(row, rows[number + 1]) if number + 1 < len(rows) and not is_units(rows[number + 1]) else row
        for number, row in enumerate(rows)
    )


def is_units(row: Row) -> bool:
    """Return whether a row holds nothing but units, money or % among them."""
    words = [cell.text for cell in row[1:] if cell.text]
    return (
        bool(words)
        and all(_UNIT.fullmatch(word) for word in words)
        and any(_SURE.search(word) for word in words)
        and sum(bool(_SURE.search(word)) or "（" in word for word in words) * 2 >= len(words)
        and (not row or row[0].text in ("", _UNITS, "计量单位"))
    )


def _bracketed(row: Row) -> Row:
    found = []
    for number, cell in enumerate(row):
        match = _UNIT.fullmatch(cell.text) if number else None
        words = f"（{match['unit']}）" if match else "" if cell.text == _UNITS else cell.text
        found.append(replace(cell, text=words))
    return tuple(found)


def _filled(row: Row, below: Row) -> Row:
    """Return a row of group names in which the name of a group stands above each of its columns."""
    found: list[Cell] = []
    for number, cell in enumerate(row):
        grouped = number < len(below) and below[number].text and below[number - 1].text if number else ""
        open_group = grouped and not cell.text and found[-1].text
        found.append(replace(cell, text=found[-1].text) if open_group else cell)
    return tuple(found)
