"""Ids of indicators that would mean two things: reserved words, codes of rules, findings, and twins by case."""

import re
from collections.abc import Collection
from typing import NoReturn

from jixiao.exceptions import SchemaError
from jixiao.intake.tables import Row, Table

COLUMN = "indicator_id"
RESERVED = {
    "execution": {"zh": "预算执行率", "en": "the execution rate"},
    "total": {"zh": "总分", "en": "the total"},
}
_FINDING = re.compile(r"f[0-9]+")
_FINDINGS = {"zh": "审核发现的编号", "en": "the number of a finding"}
_RULE = {"zh": "指标库中的一项指标", "en": "an indicator of the rules"}


def require_clear_ids(table: Table, shown_as: str, codes: Collection[str]) -> None:
    """Refuse a table of indicators with an id by which a reader or another table would mean something else.

    Args:
        table: The project's own indicators.
        shown_as: What messages call the file.
        codes: The codes of the rules.

    Raises:
        SchemaError: An id is reserved, or differs from another one only by its case.
    """
    seen: dict[str, Row] = {}
    for row in table:
        id = str(row[COLUMN] or "")
        if taken := _taken(id.casefold(), codes):
            _refuse("reserved-id", shown_as, row, taken=taken)
        first = seen.setdefault(id.casefold(), row)
        if first[COLUMN] != row[COLUMN]:
            _refuse("twin-ids", shown_as, row, other=first[COLUMN], first=first.number)


def _taken(id: str, codes: Collection[str]) -> dict[str, str] | None:
    """Return what an id means already, in both languages; questions are answered in whatever case they are written."""
    if id in codes:
        return _RULE
    return _FINDINGS if _FINDING.fullmatch(id) else RESERVED.get(id)


def _refuse(code: str, file: str, row: Row, **fields: object) -> NoReturn:
    raise SchemaError(code, **row.cell(COLUMN).place.told_in(file), found=row[COLUMN], **fields)
