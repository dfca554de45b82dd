"""What a cell of a table lets a person enter: drop-downs, days, numbers, amounts to the fen."""

from datetime import date
from typing import Any

from jixiao.intake.schema import Column, Schema, schemas
from jixiao.language import text
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.spreadsheets.model import cell_name, column_letters

_REFERENCES = {
    ("funds", "source"): ("evidence", "evidence_id"),
    ("indicators", "evidence"): ("evidence", "evidence_id"),
    ("elements", "indicator_id"): ("indicators", "indicator_id"),
    ("elements", "evidence"): ("evidence", "evidence_id"),
    ("survey", "indicator_id"): ("indicators", "indicator_id"),
    ("survey", "evidence"): ("evidence", "evidence_id"),
    ("ledger", "fund_source"): ("funds", "fund_source"),
    ("ledger", "evidence"): ("evidence", "evidence_id"),
    ("stated", "doc"): ("evidence", "evidence_id"),
    ("judgements", "subject"): ("indicators", "indicator_id"),
    ("judgements", "evidence"): ("evidence", "evidence_id"),
}
"""Columns that name a row of another table: the list is offered, other texts may be entered."""
_OFFERED, _FIRST_ROW, _UNIT_CELL = 300, 5, "$B$2"
_LARGEST = 10**15


def validation(column: Column, schema: Schema, at: int, language: str, roles: str) -> dict[str, Any] | None:
    """Return what xlsxwriter needs to watch the cells of a column; None if any text may be entered.

    Args:
        column: The column.
        schema: Its table.
        at: Its position in the sheet, from 0.
        language: Language of choices and messages.
        roles: Where the words for roles stand, as a formula.
    """
    if reference := _REFERENCES.get((schema.name, column.name)):
        return {"validate": "list", "source": _offered(*reference, language), "show_error": False}
    if column.choices:
        words = [column.choice_label(choice, language) for choice in column.choices]
        return {"validate": "list", "source": words, **_told("choice", language)}
    match column.type:
        case "role":
            return {"validate": "list", "source": roles, **_told("choice", language)}
        case "amount":
            return {"validate": "custom", "value": _to_the_fen(at), **_told("amount", language)}
        case "number":
            return {"validate": "decimal", "criteria": "between", "minimum": -_LARGEST, "maximum": _LARGEST,
                    **_told("number", language)}  # fmt: skip
        case "integer":
            return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": _LARGEST,
                    **_told("integer", language)}  # fmt: skip
        case "date":
            return {"validate": "date", "criteria": "between", "minimum": date(1900, 3, 1),
                    "maximum": date(2099, 12, 31), **_told("date", language)}  # fmt: skip
    return None


def _to_the_fen(at: int) -> str:
    cell = cell_name(_FIRST_ROW, at + 1)
    factor = "1"
    for unit, worth in YUAN_PER_UNIT.items():
        factor = f'IF({_UNIT_CELL}="{unit}",{worth},{factor})'
    yuan = f"{cell}*{factor}"
    return f"=AND(ISNUMBER({cell}),ABS(ROUND({yuan},2)-{yuan})<0.001)"


def _offered(table: str, column: str, language: str) -> str:
    schema = schemas()[table]
    letters = column_letters(list(schema.columns).index(column) + 1)
    last = _FIRST_ROW + _OFFERED - 1
    return f"='{schema.label_in(language)}'!${letters}${_FIRST_ROW}:${letters}${last}"


def _told(kind: str, language: str) -> dict[str, str]:
    return {"error_title": text(f"template.bad-{kind}-title", language),
            "error_message": text(f"template.bad-{kind}", language)}  # fmt: skip
