"""The one document model from which every format is made: plain data, no markup."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

SCHEMA = "jixiao.document/1"
DOCUMENT_MIME = "application/vnd.jixiao.document.v1+json"
BLOCKS_MIME = "application/vnd.jixiao.blocks.v1+json"
REGISTERS_MIME = "application/vnd.jixiao.registers.v1+json"
SEAL_MIME = "application/vnd.jixiao.seal.v1+json"

Block = dict[str, Any]
Inline = str | dict[str, str]
Cell = str | dict[str, str]


def document(title: str, blocks: Iterable[Block], *, language: str, **fields: Any) -> dict[str, Any]:
    """Return a whole document.

    Args:
        title: Title of the document.
        blocks: Its content in reading order.
        language: ``zh`` or ``en``.
        fields: Any of ``subtitle``, ``page_style`` (``report`` or ``gongwen``), ``report_id``, ``date``
            (ISO day), ``cover`` (pairs of label and value), ``banner`` (words on every page) and
            ``attachments`` (each with ``name``, ``mime``, ``description`` and ``text``).
    """
    base = {"subtitle": "", "page_style": "report", "report_id": "", "date": "", "cover": [],
            "banner": "", "attachments": []}  # fmt: skip
    unknown = set(fields) - set(base)
    if unknown:
        raise TypeError(f"unknown document fields: {sorted(unknown)}")
    return {"schema": SCHEMA, "title": title, "language": language, **base, **fields, "blocks": list(blocks)}


def heading(level: int, text: str, *, listed: bool = True) -> Block:
    """Return a heading; level 1 is a section of the document. `listed` puts it into the table of contents."""
    return {"kind": "heading", "level": level, "text": text, "listed": listed}


def paragraph(*inlines: Inline) -> Block:
    """Return a paragraph of plain strings and marked ones (see `strong`, `emphasis`, `code`)."""
    return {"kind": "paragraph", "text": list(inlines)}


def bullets(items: Iterable[Sequence[Inline] | str], *, ordered: bool = False) -> Block:
    """Return a list; each item is a string or a sequence of inlines."""
    return {"kind": "list", "ordered": ordered,
            "items": [[item] if isinstance(item, str) else list(item) for item in items]}  # fmt: skip


def note(text: str, *, tone: str = "info") -> Block:
    """Return a boxed remark; `tone` is ``info``, ``warn`` or ``bad``."""
    return {"kind": "note", "tone": tone, "text": [text]}


def pre(text: str) -> Block:
    """Return text shown as it is, in a fixed-width face."""
    return {"kind": "pre", "text": text}


def formula(left: str, numerator: str, denominator: str, right: str) -> Block:
    """Return a displayed formula ``left = numerator / denominator = right``; no fraction if `denominator` is empty."""
    return {"kind": "formula", "left": left, "numerator": numerator, "denominator": denominator, "right": right}


def details(summary: str, blocks: Iterable[Block], *, printed: bool = True) -> Block:
    """Return blocks that a screen folds away under `summary`; paper prints them, or leaves them out."""
    return {"kind": "details", "summary": summary, "printed": printed, "blocks": list(blocks)}


def table(
    id: str,
    caption: str,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[Cell]],
    *,
    foot: Sequence[Cell] | None = None,
    source: str = "",
    landscape: bool = False,
) -> Block:
    """Return a table.

    Args:
        id: Word-like identifier, unique in the document.
        caption: What the table shows.
        columns: Pairs of label and alignment (``left``, ``right`` or ``center``).
        rows: Cells: a string, or ``tone(text, "bad")``.
        foot: Total row.
        source: Where the figures come from.
        landscape: It may be printed on a turned page, where it does not fit an upright one.
    """
    return {"kind": "table", "id": id, "caption": caption, "source": source, "landscape": landscape,
            "columns": [{"label": label, "align": align} for label, align in columns],
            "rows": [list(row) for row in rows], "foot": list(foot) if foot else None}  # fmt: skip


def figure(id: str, caption: str, alt: str, svg: str, png: str, source: str, data: dict[str, Any]) -> Block:
    """Return a picture: SVG text, PNG in base64, and its `data` (``columns`` and ``rows`` of strings)."""
    return {"kind": "figure", "id": id, "caption": caption, "alt": alt, "svg": svg, "png": png,
            "source": source, "data": data}  # fmt: skip


def strong(text: str) -> Inline:
    """Return text that stands out."""
    return {"strong": text}


def emphasis(text: str) -> Inline:
    """Return stressed or quoted text."""
    return {"emphasis": text}


def code(text: str) -> Inline:
    """Return an identifier or a digest."""
    return {"code": text}


def link(text: str, page: str) -> Inline:
    """Return text that leads to another page of the same set, such as ``packs-cn-2020-10-self.html``.

    Only an HTML page can follow it; every other format shows the text.
    """
    return {"text": text, "link": page}


def tone(text: str, tone: str) -> Cell:
    """Return a table cell with a tone: ``good``, ``warn``, ``bad`` or ``muted``."""
    return {"text": text, "tone": tone}


def plain(inlines: Iterable[Inline] | Cell) -> str:
    """Return the words of inlines or of a table cell."""
    if isinstance(inlines, str):
        return inlines
    if isinstance(inlines, dict):
        return next((inlines[key] for key in ("text", "strong", "emphasis", "code") if key in inlines), "")
    return "".join(plain(inline) for inline in inlines)


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every piece of text of `blocks` that a reader of any format must find again."""
    for block in blocks:
        match block["kind"]:
            case "heading" | "pre":
                yield block["text"]
            case "paragraph" | "note":
                yield plain(block["text"])
            case "list":
                yield from (plain(item) for item in block["items"])
            case "formula":
                yield from (block[part] for part in ("left", "numerator", "denominator", "right") if block[part])
            case "table":
                yield block["caption"]
                yield from (column["label"] for column in block["columns"])
                yield from (plain(cell) for row in block["rows"] for cell in row)
                yield from (plain(cell) for cell in block["foot"] or ())
                yield block["source"]
            case "figure":
                yield from (block["caption"], block["source"])
            case "details":
                yield block["summary"]
                yield from texts(block["blocks"])


def on_paper(blocks: Iterable[Block]) -> list[Block]:
    """Return `blocks` without those that are for a screen only."""
    return [block if block["kind"] != "details" else {**block, "blocks": on_paper(block["blocks"])}
            for block in blocks if block.get("printed", True)]  # fmt: skip


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield `blocks` and everything inside them."""
    for block in blocks:
        yield block
        if block["kind"] == "details":
            yield from walk(block["blocks"])
