"""A reading for programs: one JSON object, the same for the same text on every machine."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from jixiao.outline import SectionState
from jixiao.reading.figure import Figure
from jixiao.reading.reading import Reading, Remark
from jixiao.reading.relation import Relation
from jixiao.reading.telling import wording
from jixiao.reading.telling.amounts import plain_number, stated_words
from jixiao.reading.telling.places import Places

SCHEMA = "jixiao.reading/1"


def as_json_text(reading: Reading, language: str) -> str:
    """Return a reading as JSON; `language` is that of the sentences in it, names and values do not depend on it."""
    places, document = Places(reading.document), reading.document
    told = {
        "schema": SCHEMA, "language": language,
        "document": {
            "file": document.file, "kind": reading.document_kind, "encoding": document.encoding,
            "notes": list(document.notes), "characters": len(document.text), "sha256": _digest(document.text),
        },
        "figures": [_figure(figure, places) for figure in reading.figures],
        "relations": [_relation(relation, places, language) for relation in reading.relations],
        "outline": [_section(section, language) for section in reading.outline],
        "findings": [_remark(remark, places, language) for remark in reading.remarks],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _figure(figure: Figure, places: Places) -> dict[str, Any]:
    return {
        "id": figure.id, "raw": figure.raw, "number": figure.number, "value": _number(figure.value),
        "unit": figure.unit, "kind": figure.kind, "qualifier": figure.qualifier, "role": figure.role,
        "head": figure.head, "line": figure.line + 1, "column": figure.column + 1,
        "place": places.data(figure.start), "selector": places.selector(figure.start, figure.end),
    }  # fmt: skip


def _relation(relation: Relation, places: Places, language: str) -> dict[str, Any]:
    stated, computed = relation.stated, relation.computed
    return {
        "kind": relation.kind, "verdict": relation.verdict, "severity": relation.severity,
        "stated": stated_words(relation) or None, "stated_id": stated.id if stated else None,
        "stated_value": _number(stated.value) if stated else None,
        "computed": plain_number(computed) if isinstance(computed, Decimal) else computed, "unit": relation.unit,
        "formula": relation.formula, "definition": relation.definition,
        "operands": [figure.raw for figure in relation.operands],
        "operand_ids": [figure.id for figure in relation.operands],
        "title": wording.headline(relation, language), "quote": places.document.text[relation.start : relation.end],
        "place": places.data(relation.start), "selector": places.selector(relation.start, relation.end),
        "note": relation.note, "note_text": wording.note(relation, language),
        "others": [{"definition": name, "computed": plain_number(value)} for name, value in relation.others],
    }  # fmt: skip


def _section(section: SectionState, language: str) -> dict[str, Any]:
    return {
        "id": section.id, "title": section.title[language], "line": section.line, "complete": section.is_complete,
        "missing": [part[language] for part in section.missing], "severity": section.severity,
    }  # fmt: skip


def _remark(remark: Remark, places: Places, language: str) -> dict[str, Any]:
    somewhere = remark.end > remark.start
    return {
        "rule": remark.rule, "kind": remark.kind, "severity": remark.severity,
        "title": wording.remark_title(remark, language), "fields": dict(remark.fields),
        "quote": places.document.text[remark.start : remark.end],
        "figure_ids": [figure.id for figure in remark.figures],
        "place": places.data(remark.start) if somewhere else None,
        "selector": places.selector(remark.start, remark.end) if somewhere else None,
    }  # fmt: skip


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
