"""Markdown cells as blocks of the document model; raw HTML stays the characters it is made of."""

import html
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import mistune

from jixiao.document import (
    Block,
    Inline,
    bullets,
    code,
    emphasis,
    heading,
    note,
    paragraph,
    plain,
    pre,
    strong,
    table,
)
from jixiao.language import text

Token = dict[str, Any]
_SHOWN_SCHEMES = ("https://", "http://", "mailto:")
_WIDE = "\u2e80"


def blocks_of(source: str, language: str, *, prefix: str = "md") -> list[Block]:
    """Return the blocks of one Markdown cell; its headings keep their level.

    Args:
        source: Markdown.
        language: Language of words that have to be added, such as the caption of a table.
        prefix: Start of the identifiers of its tables.
    """
    return list(_blocks(_parser()(source), language, prefix))


@cache
def _parser() -> Any:
    return mistune.create_markdown(renderer=None, plugins=["table", "strikethrough"])


def _blocks(tokens: Iterable[Token], language: str, prefix: str) -> Iterator[Block]:
    for number, token in enumerate(tokens, start=1):
        children = token.get("children", [])
        match token["type"]:
            case "heading":
                yield heading(token["attrs"]["level"], plain(_inlines(children)) or " ")
            case "paragraph" | "block_text":
                yield paragraph(*_inlines(children))
            case "list":
                yield bullets(_items(children), ordered=bool(token["attrs"].get("ordered")))
            case "block_quote":
                words = (
                    plain(block["text"]) for block in _blocks(children, language, prefix) if "text" in block
                )
                yield note("\n".join(words))
            case "block_code" | "block_html":
                yield pre(token["raw"].rstrip("\n"))
            case "table":
                yield _table(children, language, f"{prefix}-{number}")


def _items(tokens: Iterable[Token], depth: int = 0) -> Iterator[list[Inline]]:
    """Yield the items of a list; the items of an inner list follow their parent, marked by dashes."""
    for token in tokens:
        inner = [child for child in token["children"] if child["type"] == "list"]
        own = [child for child in token["children"] if child["type"] != "list"]
        words = [inline for child in own for inline in _inlines(child.get("children", []))]
        literal = [child["raw"].rstrip("\n") for child in own if "raw" in child]
        yield ["– " * depth, *words, *literal] if depth else [*words, *literal]
        for child in inner:
            yield from _items(child["children"], depth + 1)


def _table(parts: Iterable[Token], language: str, id: str) -> Block:
    head, *body = parts
    columns = [(plain(_inlines(cell["children"])), cell["attrs"].get("align") or "left")
               for cell in head["children"]]  # fmt: skip
    rows = [[plain(_inlines(cell["children"])) for cell in row["children"]]
            for part in body for row in part["children"]]  # fmt: skip
    return table(id, text("export.table", language), columns, rows)


def _inlines(tokens: list[Token]) -> list[Inline]:
    found: list[Inline] = []
    for position, token in enumerate(tokens):
        children = token.get("children", [])
        match token["type"]:
            case "text":
                found.append(html.unescape(token["raw"]))
            case "strong":
                found.append(strong(plain(_inlines(children))))
            case "emphasis":
                found.append(emphasis(plain(_inlines(children))))
            case "codespan":
                found.append(code(html.unescape(token["raw"])))
            case "linebreak":
                found.append("\n")
            case "softbreak":
                found.append(_joint(plain(found), plain(_inlines(tokens[position + 1 : position + 2]))))
            case "link":
                found.extend(
                    [*_inlines(children), _address(token["attrs"]["url"], plain(_inlines(children)))]
                )
            case _:
                found.extend(_inlines(children) if children else [token.get("raw", "")])
    return [inline for inline in found if inline]


def _joint(before: str, after: str) -> str:
    """Chinese lines join without a space, others with one."""
    return "" if before[-1:] >= _WIDE or after[:1] >= _WIDE else " "


def _address(url: str, shown: str) -> str:
    """Paper cannot be clicked: an address that is not the link's own text is printed after it."""
    return f" ({url})" if url.startswith(_SHOWN_SCHEMES) and url != shown else ""
