"""A project that is there as the contents of a workbook."""

from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.intake.facts import Facts
from jixiao.intake.standing import STATED
from jixiao.intake.tables import Row

Rows = list[Mapping[str, str]]


def contents(facts: Facts) -> tuple[Mapping[str, Any], Mapping[str, Rows], Mapping[str, str]]:
    """Return what `jixiao.template.write` writes of a project: its keys, its tables, the units of its tables.

    The stated figures that do not count are written too, each where it stood.
    """
    project = facts.project.model_dump(exclude_none=True)
    units = project.pop("units")
    tables = {name: [_texts(row) for row in _rows(facts, name)] for name in facts.tables}
    return project, tables, units


def _rows(facts: Facts, name: str) -> Iterator[Row]:
    others = (proposal.row for proposal in facts.proposals) if name == STATED else ()
    yield from sorted((*facts.tables[name], *others), key=lambda row: row.number)


def _texts(row: Row) -> Mapping[str, str]:
    return {name: row.cell(name).raw for name in row.layout.positions}
