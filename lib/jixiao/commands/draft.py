"""What ``jixiao draft`` prints: the documents that were read, how many figures each gave, and what comes next."""

import json
from collections.abc import Iterator

from jixiao.drafting import Drafted, DraftedDocument, draft
from jixiao.folders import find_params
from jixiao.language import preferred, text


def answer(params: str, as_json: bool) -> str:
    """Draft the stated figures of a project and tell what was added.

    Raises:
        JixiaoError: The project or all of its documents cannot be read, or the table cannot be written.
    """
    drafted = draft(find_params(params))
    return as_json_text(drafted) if as_json else "\n".join(_lines(drafted))


def as_json_text(drafted: Drafted) -> str:
    """Return what was added for programs."""
    told = {
        "project": drafted.project, "file": drafted.file, "added": len(drafted.rows),
        "documents": [_as_data(document) for document in drafted.documents],
        "unlisted": list(drafted.unlisted), "rows": list(drafted.rows),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1)


def _lines(drafted: Drafted) -> Iterator[str]:
    rows = drafted.rows
    yield text("drafting.done" if rows else "drafting.nothing-new", file=drafted.file, number=len(rows))
    yield from (f"  {_told(document)}" for document in drafted.documents)
    if drafted.unlisted:
        yield text("drafting.unlisted", names=text("reconcile.comma").join(drafted.unlisted))
    without = sum(not row["role"] for row in rows)
    if without:
        yield text("drafting.without-role", number=without)
    if rows:
        yield text("drafting.next").strip()


def _told(document: DraftedDocument) -> str:
    found, fields = document.proposed, {"id": document.id, "file": document.file}
    if found is None:
        reason = document.refused.message(preferred()).strip().splitlines()[0] if document.refused else ""
        return f"{text('drafting.refused', **fields)}\n      {reason}"
    told = text("drafting.document", **fields, new=len(found.rows), known=found.known)
    told += text("drafting.unquotable", number=found.unquotable) if found.unquotable else ""
    return told + (text("drafting.left", number=found.left) if found.left else "")


def _as_data(document: DraftedDocument) -> dict[str, object]:
    found = document.proposed
    told: dict[str, object] = {"id": document.id, "file": document.file, "read": found is not None}
    if found is None:
        return told | {"refused": document.refused.code if document.refused else ""}
    return told | {"added": len(found.rows), "known": found.known, "unquotable": found.unquotable, "left": found.left}
