"""From an executed notebook to the document: the one that it shows, or its working paper."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from typing import Any

from nbformat import NotebookNode

from jixiao import language as languages
from jixiao.document import (
    BLOCKS_MIME,
    DOCUMENT_MIME,
    SCHEMA,
    SEAL_MIME,
    Block,
    details,
    document,
    figure,
    pre,
)
from jixiao.exceptions import SchemaError
from jixiao.export.markdown import blocks_of
from jixiao.export.shape import checked_blocks, checked_document
from jixiao.language import text

_HIDDEN = frozenset({"parameters", "injected-parameters", "hide-input", "remove-input"})
_WORKING_PAPER_FIELDS = ("language", "page_style")


def document_of(notebook: NotebookNode, **fields: Any) -> dict[str, Any]:
    """Return the document of an executed notebook.

    The first output that is a whole document is the document, whatever else the notebook holds.
    Without one, the cells make a working paper: its prose, its code folded away, its results.

    Args:
        notebook: An executed notebook.
        fields: Fields of the document to set (see `jixiao.document.document`), such as ``report_id`` or
            ``language``; they win over what the notebook says.

    Raises:
        SchemaError: ``bad-document``: an output calls itself a document or blocks and is not.
    """
    for data in _shown(notebook, DOCUMENT_MIME):
        return checked_document(data) | fields
    known = {key: value for key, value in _parameters(notebook).items() if key in _WORKING_PAPER_FIELDS}
    return _working_paper(notebook, **{"language": languages.preferred(), **known, **fields})


def _working_paper(notebook: NotebookNode, *, language: str, **fields: Any) -> dict[str, Any]:
    blocks = list(_cells(notebook.cells, language))
    first = next((block for block in blocks if block["kind"] == "heading" and block["level"] == 1), None)
    title = first["text"] if first else text("export.working_paper", language)
    rest = [block for block in blocks if block is not first]
    for block in rest:
        if block["kind"] == "heading":
            block["level"] = max(1, block["level"] - 1)
    return document(fields.pop("title", title), rest, language=language, **fields)


def _cells(cells: Iterable[NotebookNode], language: str) -> Iterator[Block]:
    for number, cell in enumerate(cells, start=1):
        if cell.cell_type == "markdown":
            yield from blocks_of(cell.source, language, prefix=f"cell-{number}")
        elif cell.cell_type == "code":
            tags = set(cell.metadata.get("tags", ()))
            if cell.source.strip() and not tags & _HIDDEN:
                yield details(text("export.code", language), [pre(cell.source)])
            for place, output in enumerate(cell.outputs, start=1):
                yield from _output(output, language, f"cell-{number}-{place}")


def _output(output: NotebookNode, language: str, name: str) -> Iterator[Block]:
    """Yield what one output shows; markup, scripts and the error stream show nothing."""
    if output.output_type == "stream":
        words = output.text if output.name == "stdout" else ""
    elif output.output_type == "error":
        words = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
    elif BLOCKS_MIME in output.data:
        yield from _blocks(output.data[BLOCKS_MIME])
        return
    elif SEAL_MIME in output.data:
        words = ""
    elif "image/png" in output.data:
        yield _picture(output.data["image/png"], language, name)
        return
    else:
        words = output.data.get("text/plain", "")
    if words.strip():
        yield pre(words.rstrip())


def _blocks(data: Any) -> list[Block]:
    if not isinstance(data, dict) or set(data) != {"blocks"} or not isinstance(data["blocks"], list):
        raise SchemaError(
            "bad-document",
            where=BLOCKS_MIME,
            found=repr(data)[:80],
            expected='{"blocks": [...]}',
            schema=SCHEMA,
        )
    return checked_blocks(_plain(data["blocks"]))


def _picture(png: str, language: str, name: str) -> Block:
    try:
        base64.b64decode(png, validate=False)
    except binascii.Error:
        raise SchemaError(
            "bad-document", where=name, found=png[:40], expected="image/png, base64", schema=SCHEMA
        ) from None
    words = text("export.picture", language)
    return figure(name, words, text("export.picture_alt", language), "", "".join(png.split()), "",
                  {"columns": [], "rows": []})  # fmt: skip


def _shown(notebook: NotebookNode, mime: str) -> Iterator[Any]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if mime in output.get("data", {}):
                yield _plain(output.data[mime])


def _parameters(notebook: NotebookNode) -> dict[str, Any]:
    """Return the parameters that the notebook ran with, as sealed on its last page or as injected."""
    injected = notebook.metadata.get("papermill", {}).get("parameters", {})
    sealed = next(_shown(notebook, SEAL_MIME), None)
    return {**injected, **(sealed.get("parameters", {}) if isinstance(sealed, dict) else {})}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
