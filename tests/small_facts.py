"""Facts made from a few lines of text, as the examples of a check give them."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from jixiao.intake.facts import Facts
from jixiao.intake.project import Project
from jixiao.intake.schema import Schema, schemas
from jixiao.intake.sources import SourceText
from jixiao.intake.tables import parse_table
from jixiao.intake.trail import parse_remarks

REMARKS = "remarks"


def small_facts(
    tables: Mapping[str, str],
    project: Mapping[str, Any] | None = None,
    sources: Mapping[str, Mapping[str, str]] | None = None,
) -> Facts:
    """Return facts whose tables need not be complete: only the columns that matter are written.

    ``remarks`` among the tables are those on the sources of a project.
    """
    base = {"code": "demo", "name": "示例项目", "unit": "示例单位", "fiscal_year": 2024, "money_unit": "元"}
    read = {name: parse_table(text.encode(), f"{name}.csv", _lenient(schemas()[name]), "元")
            for name, text in tables.items() if name != REMARKS}  # fmt: skip
    remarks = parse_remarks(tables[REMARKS].encode(), REMARKS) if REMARKS in tables else None
    documents = {id: SourceText(source["file"], source["text"], ()) for id, source in (sources or {}).items()}
    digests = {source.file: sha256(source.text.encode()).hexdigest() for source in documents.values()}
    return Facts(Project(**{**base, **(project or {})}), Path("demo"), read, documents, digests, (), remarks)


def _lenient(schema: Schema) -> Schema:
    lenient = (replace(column, required=False, present=False) for column in schema.columns.values())
    return replace(schema, columns={column.name: column for column in lenient})
