"""Where in a document a character stands, in words that its author can follow."""

from collections.abc import Iterator
from typing import Any

from jixiao.document import Block, plain
from jixiao.language import text

_EXCERPT = 24


def place_of(document: dict[str, Any], words: str, language: str | None = None) -> str:
    """Return the first place of `document` that holds `words`.

    Args:
        document: A document (see `jixiao.document`).
        words: A character or a run of characters.
        language: Language of the answer; without it the environment decides.
    """
    for place, fields, shown in _places(document):
        if words in shown:
            return text(f"export.place.{place}", language, **fields)
    return text("export.place.unknown", language)


def _places(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    yield from ((part, {}, document[part]) for part in ("title", "subtitle", "banner"))
    yield from (("cover", {"name": label}, label + value) for label, value in document["cover"])
    yield from _in_blocks(document["blocks"], document["title"])


def _in_blocks(blocks: list[Block], section: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    for block in blocks:
        match block["kind"]:
            case "heading":
                section = block["text"]
                yield "heading", {"name": section}, section
            case "table":
                yield from _in_table(block)
            case "figure":
                yield "figure", {"name": block["caption"]}, block["caption"] + block["source"]
            case "details":
                yield "paragraph", {"name": section, "excerpt": block["summary"]}, block["summary"]
                yield from _in_blocks(block["blocks"], section)
            case _:
                for words in _lines(block):
                    yield "paragraph", {"name": section, "excerpt": words.strip()[:_EXCERPT] + "…"}, words


def _lines(block: Block) -> Iterator[str]:
    match block["kind"]:
        case "list":
            yield from (plain(item) for item in block["items"])
        case "formula":
            yield from (block[part] for part in ("left", "numerator", "denominator", "right"))
        case "pre":
            yield from block["text"].split("\n")
        case _:
            yield plain(block["text"])


def _in_table(table: Block) -> Iterator[tuple[str, dict[str, Any], str]]:
    name, labels = table["caption"], [column["label"] for column in table["columns"]]
    yield "table_caption", {"name": name}, name
    yield from (("table_label", {"name": name, "column": label}, label) for label in labels)
    for number, row in enumerate(table["rows"], start=1):
        for label, cell in zip(labels, row, strict=True):
            yield "table_cell", {"name": name, "row": number, "column": label}, plain(cell)
    for label, cell in zip(labels, table["foot"] or (), strict=bool(table["foot"])):
        yield "table_foot", {"name": name, "column": label}, plain(cell)
    yield "table_source", {"name": name}, table["source"]
