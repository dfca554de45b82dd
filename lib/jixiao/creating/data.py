"""What `jixiao new` did, for programs."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from jixiao.creating.model import Created
from jixiao.drafting import DraftedDocument
from jixiao.importing.model import Converted, TableAccount, TablePlan


def as_data(created: Created) -> dict[str, Any]:
    """Return everything that is told, in words of no language; sums are texts in 元."""
    converted = created.converted
    return {
        "project": created.name, "written": created.is_written, "new": created.is_new, "params": created.params,
        "template": created.template,
        "keys": dict(created.plan.project),
        "originals": [{"file": one.name, "kind": one.kind, "sha256": one.sha256} for one in created.originals],
        "tables": [_table(table) for table in created.plan.tables],
        "rows": {name: table.count for name, table in converted.tables.items()},
        "accounts": [_account(account) for account in converted.accounts],
        "sums": [{**asdict(one), **{name: None if (value := getattr(one, name)) is None else f"{value:f}"
                                    for name in ("found", "taken", "stated")}} for one in converted.sums],
        "repairs": dict(Counter(rule for repair in converted.repairs for rule in repair.rules)),
        "remarks": _remarks(converted),
        "emptied": [{"code": code, **fields} for code, fields in converted.emptied],
        "notes": [{"kind": note.kind, **note.fields} for note in (*created.plan.notes, *converted.notes)],
        "documents": [_document(document) for document in created.documents],
        "kept": [asdict(kept) for kept in created.kept],
        "changes": [{**asdict(change), "counts": dict(change.counts)} for change in created.changes],
    }  # fmt: skip


def refused_as_data(converted: Converted) -> list[dict[str, Any]]:
    """Return the cells that cannot be taken."""
    return [{"code": code, **fields} for code, fields in converted.refused]


def _table(table: TablePlan) -> dict[str, Any]:
    columns = {str(number): {"heading": heading, "column": column}
               for number, (heading, column) in table.columns.items()}  # fmt: skip
    return {"file": table.file, "sheet": table.sheet, "header": list(table.header), "table": table.table,
            "unit": table.unit, "columns": columns, "constants": dict(table.constants), "made": dict(table.made),
            "reason": table.reason}  # fmt: skip


def _account(account: TableAccount) -> dict[str, Any]:
    left: dict[str, list[int]] = {}
    for row in account.left:
        left.setdefault(row.reason, []).append(row.row)
    return {"file": account.file, "sheet": account.sheet, "rows": account.rows, "taken": account.taken, "left": left}


def _remarks(converted: Converted) -> list[dict[str, str]]:
    return [{"file": file, "sheet": sheet, "kind": remark.kind, "cells": str(remark.area or ""), "text": remark.text}
            for file, sheet, remark in converted.remarks]  # fmt: skip


def _document(document: DraftedDocument) -> dict[str, Any]:
    found = document.proposed
    told: dict[str, Any] = {"id": document.id, "file": document.file, "read": found is not None}
    if found is None:
        return told | {"refused": document.refused.code if document.refused else ""}
    return told | {"figures": len(found.rows) + found.known}
