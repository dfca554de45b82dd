"""Facts with another cell or other rows; what was read stays as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from jixiao.intake.facts import Facts
from jixiao.intake.schema import schemas
from jixiao.intake.tables import Layout, Row, Table


def with_cell(facts: Facts, table: str, row: Row, column: str, raw: str, value: Any) -> Facts:
    """Return facts in which one cell of `row` reads otherwise, at the same place."""
    changed = _changed(row, column, raw, value)
    rows = (changed if other.number == row.number else other for other in facts.tables[table])
    return with_rows(facts, table, rows)


def with_rows(facts: Facts, table: str, rows: Iterable[Row]) -> Facts:
    """Return facts whose table has these rows."""
    return _with_table(facts, replace(facts.tables[table], rows=tuple(rows)))


def added(facts: Facts, table: str, values: Mapping[str, Any]) -> Facts:
    """Return facts with one row more at the end of a table, which need not be there yet."""
    found = facts.tables.get(table) or _empty(table)
    number = max((row.number for row in found), default=1) + 1
    letters = found.rows[0].layout.letters if found.rows else None
    layout = Layout(found.file, found.schema, {name: place for place, name in enumerate(found.columns)}, letters)
    cells = tuple(values.get(name) for name in found.columns)
    row = Row(number, tuple("" if cell is None else str(cell) for cell in cells), cells, layout)
    return _with_table(facts, replace(found, rows=(*found.rows, row)))


def _changed(row: Row, column: str, raw: str, value: Any) -> Row:
    positions = dict(row.layout.positions)
    position = positions.setdefault(column, len(positions))
    raws, values = ([*cells, None][: len(positions)] for cells in (row.raws, row.values))
    raws[position], values[position] = raw, value
    return Row(row.number, tuple(map(str, raws)), tuple(values), replace(row.layout, positions=positions))


def _empty(name: str) -> Table:
    schema = schemas()[name]
    return Table(name, schema.file, (), tuple(schema.columns), "utf-8", "元", schema)


def _with_table(facts: Facts, table: Table) -> Facts:
    return replace(facts, tables={**facts.tables, table.name: table})
