"""Cells of all tables below each other: what is asked of every table at once."""

from collections.abc import Iterable, Iterator

import pandas as pd

from jixiao.intake.schema import Column, schemas
from jixiao.validate.frames import PLACE, Frames, text_column

EVIDENCE_COLUMNS = (
    ("elements", "evidence"),
    ("funds", "source"),
    ("indicators", "evidence"),
    ("judgements", "evidence"),
    ("ledger", "evidence"),
    ("stated", "doc"),
    ("survey", "evidence"),
)
INDICATOR_COLUMNS = (("elements", "indicator_id"), ("survey", "indicator_id"))


def defined_columns(frames: Frames) -> pd.DataFrame:
    """Return one row per column that a table must have; ``there`` is empty where it is missing."""
    tables = frames.facts.tables
    columns = [(tables[table], column.name) for table, column in _defined(frames) if column.present]
    there = ["yes" if column in table.columns else None for table, column in columns]
    places = {"_file": text_column([table.file for table, _ in columns]), "_row": 1, "_key": "", "_found": ""}
    return pd.DataFrame(places | {"_column": [column for _, column in columns], "there": text_column(there)})


def required_cells(frames: Frames) -> pd.DataFrame:
    """Return one row per cell that must not be empty; ``written`` is what stands there."""
    pairs = [(table, column.name) for table, column in _defined(frames) if column.required]
    return _stacked(frames, pairs, "written", raw=True)


def keys(frames: Frames) -> pd.DataFrame:
    """Return the ``key`` of every row of every table, with the ``table`` in which it must be unique."""
    parts = []
    for name in sorted(frames.facts.tables):
        part = frames.frame(name)[list(PLACE)]
        parts.append(part.assign(table=name, key=part["_key"], _found=part["_key"],
                                 _column="/".join(schemas()[name].key)))  # fmt: skip
    return _concatenated(parts, [*PLACE, "table", "key", "_found", "_column"])


def amounts(frames: Frames) -> pd.DataFrame:
    """Return every amount of every table as ``fen``."""
    pairs = [(table, column.name) for table, column in _defined(frames) if column.type == "amount"]
    return _stacked(frames, pairs, "fen")


def evidence_references(frames: Frames) -> pd.DataFrame:
    """Return every cell that names a document, as ``evidence_id``."""
    return _stacked(frames, EVIDENCE_COLUMNS, "evidence_id")


def indicator_references(frames: Frames) -> pd.DataFrame:
    """Return every cell that names a project indicator, as ``indicator_id``."""
    return _stacked(frames, INDICATOR_COLUMNS, "indicator_id")


def _defined(frames: Frames) -> Iterator[tuple[str, Column]]:
    """Yield every column that is defined for the tables that are there."""
    for table in sorted(frames.facts.tables):
        yield from ((table, column) for column in schemas()[table].columns.values())


def _stacked(
    frames: Frames, pairs: Iterable[tuple[str, str]], name: str, *, raw: bool = False
) -> pd.DataFrame:
    """Return several columns below each other as one column `name`; `raw` takes the text as written."""
    parts = list(_parts(frames, pairs, name, raw))
    return _concatenated(parts, [*PLACE, "_column", "_found", name])


def _parts(frames: Frames, pairs: Iterable[tuple[str, str]], name: str, raw: bool) -> Iterator[pd.DataFrame]:
    for table, column in pairs:
        if table in frames.facts.tables and column in frames.facts.tables[table].columns:
            frame, words = frames.frame(table), text_column(frames.raw(table, column))
            values = words if raw else frame[column]
            yield frame[list(PLACE)].assign(_column=column, _found=words.fillna(""), **{name: values})


def _concatenated(parts: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns, dtype="str")
