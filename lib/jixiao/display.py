"""How an object shows itself on a notebook page: as blocks, as registers, as plain and as HTML text."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from jixiao.document import BLOCKS_MIME, DOCUMENT_MIME, REGISTERS_MIME, SEAL_MIME, Block, plain, texts


class Shown:
    """Something a page shows.

    Args:
        blocks: What a reader sees.
        registers: Tables that the run keeps beside the page, by name, each with ``columns`` and ``rows``.
        document: The whole report, where this is the report.
        seal: The digests that prove which input, rules and code made the page.
    """

    def __init__(
        self,
        blocks: Iterable[Block],
        *,
        registers: Mapping[str, Any] | None = None,
        document: Mapping[str, Any] | None = None,
        seal: Mapping[str, Any] | None = None,
    ) -> None:
        self.blocks = list(blocks)
        self._extra = {REGISTERS_MIME: registers, DOCUMENT_MIME: document, SEAL_MIME: seal}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": repr(self), "text/html": html(self.blocks)}
        # The report carries its blocks inside the document; twice would double every page.
        if self._extra[DOCUMENT_MIME] is None:
            bundle[BLOCKS_MIME] = {"blocks": self.blocks}
        return bundle | {mime: value for mime, value in self._extra.items() if value is not None}

    def __repr__(self) -> str:
        return "\n".join(filter(None, texts(self.blocks)))


def html(blocks: Iterable[Block]) -> str:
    """Return blocks as plain HTML for JupyterLab; every word is escaped."""
    return "".join(map(_html, blocks))


def _html(block: Block) -> str:
    match block["kind"]:
        case "heading":
            level = min(block["level"] + 1, 6)
            return f"<h{level}>{escape(block['text'])}</h{level}>"
        case "paragraph":
            return f"<p>{escape(plain(block['text']))}</p>"
        case "note":
            return f"<p><strong>{escape(plain(block['text']))}</strong></p>"
        case "list":
            tag = "ol" if block["ordered"] else "ul"
            return f"<{tag}>" + "".join(f"<li>{escape(plain(item))}</li>" for item in block["items"]) + f"</{tag}>"
        case "pre":
            return f"<pre>{escape(block['text'])}</pre>"
        case "formula":
            fraction = f" ÷ ({block['denominator']})" if block["denominator"] else ""
            return f"<p>{escape(block['left'] + ' = ' + block['numerator'] + fraction + ' = ' + block['right'])}</p>"
        case "details":
            return f"<details><summary>{escape(block['summary'])}</summary>{html(block['blocks'])}</details>"
        case "table":
            return _table(block)
        case "figure":
            return (f'<figure><img alt="{escape(block["alt"])}" src="data:image/png;base64,{block["png"]}"/>'
                    f"<figcaption>{escape(block['caption'])}</figcaption></figure>")  # fmt: skip
    raise ValueError(f"unknown kind of block: {block['kind']}")


def _table(block: Block) -> str:
    head = "".join(f'<th scope="col">{escape(column["label"])}</th>' for column in block["columns"])
    rows = [*block["rows"], *([block["foot"]] if block["foot"] else [])]
    body = "".join("<tr>" + "".join(f"<td>{escape(plain(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(block['caption'])}</caption><tr>{head}</tr>{body}</table>"
