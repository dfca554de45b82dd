"""One document made ready for every format: checked, cleaned, its headings without gaps."""

from collections.abc import Iterable
from typing import Any

from jixiao.document import Block, walk
from jixiao.export.clean import cleaned
from jixiao.export.shape import checked_document


def prepared(document: dict[str, Any]) -> dict[str, Any]:
    """Return a cleaned copy of `document`, safe for every format.

    Attachments keep their text: they are data, and their digests are printed elsewhere.

    Raises:
        SchemaError: The document is not well-formed.
    """
    plain = _listed(document)
    checked_document(plain)
    ready = cleaned(plain) | {"attachments": plain["attachments"]}
    _close_gaps(ready["blocks"])
    _part_ids(ready["blocks"])
    return ready


def _listed(value: Any) -> Any:
    """Return plain data as JSON would give it back: tuples are lists, every mapping a dict."""
    if isinstance(value, dict):
        return {str(key): _listed(part) for key, part in value.items()}
    return [_listed(part) for part in value] if isinstance(value, list | tuple) else value


def _close_gaps(blocks: Iterable[Block]) -> None:
    """A heading lies at most one level below the heading before it, else readers lose the structure."""
    before = 0
    for block in walk(blocks):
        if block["kind"] == "heading":
            before = block["level"] = min(block["level"], before + 1)


def _part_ids(blocks: Iterable[Block]) -> None:
    """The same table may be shown twice: the second one gets an identifier of its own."""
    seen: dict[str, int] = {}
    for block in walk(blocks):
        if "id" in block:
            count = seen[block["id"]] = seen.get(block["id"], 0) + 1
            if count > 1:
                block["id"] = f"{block['id']}-{count}"
