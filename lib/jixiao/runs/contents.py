"""What stands in a run's ``core/``: notebooks, registers, figures, reports, parameters; nothing volatile."""

import base64
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jixiao.document import DOCUMENT_MIME, REGISTERS_MIME, walk
from jixiao.exceptions import CellError
from jixiao.runs.canonical import Canonical, to_json

Named = Iterator[tuple[str, bytes]]
_DANGEROUS = tuple("=+-@\t\r＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?%?")
_WORD_LIKE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def notebooks(pages: Mapping[str, Canonical]) -> Named:
    """Yield the canonical notebooks."""
    for name, page in pages.items():
        yield f"core/notebooks/{name}.ipynb", page.to_bytes()


def registers(tables: Mapping[str, Mapping[str, Any]]) -> Named:
    """Yield each register as CSV for spreadsheets and as JSON for programs."""
    for name, table in sorted(tables.items()):
        yield f"core/registers/{name}.csv", to_csv([table["columns"], *table["rows"]])
        yield f"core/registers/{name}.json", to_json(table)


def figures(document: Mapping[str, Any]) -> Named:
    """Yield each figure of the report as SVG, as PNG, and the data it is drawn from."""
    for block in walk(document["blocks"]):
        if block["kind"] == "figure":
            base = f"core/figures/{_checked(block['id'])}"
            yield f"{base}.svg", block["svg"].encode("utf-8")
            yield f"{base}.png", base64.b64decode(block["png"])
            yield f"{base}.csv", to_csv([block["data"]["columns"], *block["data"]["rows"]])


def parameters(values: Mapping[str, str]) -> Named:
    """Yield the effective parameters, defaults included."""
    import yaml

    text = yaml.safe_dump(dict(values), sort_keys=True, allow_unicode=True)
    yield "core/params.yaml", text.encode("utf-8")


def inputs(folder: Path, digests: Mapping[str, str]) -> Named:
    """Yield the list of input files with their digests and sizes."""
    rows = [[name, digest, str((folder / name).stat().st_size)] for name, digest in sorted(digests.items())]
    yield "core/inputs.csv", to_csv([["file", "sha256", "size"], *rows])


def collect_registers(pages: Mapping[str, Canonical]) -> dict[str, Mapping[str, Any]]:
    """Return the registers shown on the pages by name.

    Raises:
        CellError: Two pages show different registers under one name.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for page, name, table in _registers_shown(pages):
        if found.setdefault(_checked(name), table) != table:
            raise CellError("registers-differ", page=page, register=name)
    return found


def find_document(page: Canonical) -> Mapping[str, Any] | None:
    """Return the document that the report page shows, if it shows one."""
    return next((data[DOCUMENT_MIME] for data in shown(page) if DOCUMENT_MIME in data), None)


def shown(page: Canonical) -> Iterator[Mapping[str, Any]]:
    """Yield the data of every output of a page, by media type."""
    for cell in page.notebook["cells"]:
        yield from (output["data"] for output in cell.get("outputs", ()) if "data" in output)


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV that a spreadsheet opens as text: marked UTF-8, no cell becomes a formula."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Return a cell with a leading apostrophe if a spreadsheet would run it as a formula.

    Example:
        >>> harmless("=1+1"), harmless("-5.2%"), harmless("社保")
        ("'=1+1", '-5.2%', '社保')
    """
    start = cell.lstrip(" \u00a0\u3000\ufeff\n")
    risky = start.startswith(_DANGEROUS) and not _NUMBER.fullmatch(start.strip())
    return f"'{cell}" if risky else cell


def _registers_shown(pages: Mapping[str, Canonical]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for page, content in pages.items():
        for data in shown(content):
            for name, table in data.get(REGISTERS_MIME, {}).items():
                yield page, name, table


def _checked(name: str) -> str:
    # names come out of a notebook; they must not lead out of the run folder
    if not _WORD_LIKE.fullmatch(name):
        raise CellError("name-not-word-like", name=name[:40])
    return name
