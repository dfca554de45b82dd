"""The canonical form of an executed notebook: what must be the same in every run, and what was removed."""

import json
import re
from collections.abc import Generator, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

VERSION = 1
INJECTED_TAG = "injected-parameters"
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,16}\b")


@dataclass(frozen=True)
class Canonical:
    """A notebook without its volatile parts, and these parts."""

    notebook: dict[str, Any]
    removed: list[dict[str, Any]]

    def to_bytes(self) -> bytes:
        """Return the notebook as the bytes that are written and hashed."""
        return to_json(self.notebook)


def to_json(value: Any) -> bytes:
    """Return JSON in the one form used for files that are compared: sorted, UTF-8, one final newline."""
    return (json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def canonicalise(notebook: Mapping[str, Any]) -> Canonical:
    """Return the canonical form of an executed notebook.

    The function is pure and versioned (`VERSION`). It takes out the times and paths of papermill and
    nbclient, the details of the Python version and the error stream; it joins the pieces of the standard
    output, drops what a carriage return overwrote there, writes memory addresses as ``0x_`` and gives
    the injected cell a fixed id.
    """
    book = deepcopy(dict(notebook))
    removed = list(_clean_metadata(book))
    for cell in book["cells"]:
        if INJECTED_TAG in cell["metadata"].get("tags", ()):
            cell["id"] = INJECTED_TAG
        removed += [{"cell": cell.get("id", ""), **part} for part in _clean_cell(cell)]
    return Canonical(book, removed)


def _clean_metadata(book: dict[str, Any]) -> Iterator[dict[str, Any]]:
    metadata = book["metadata"]
    for name in ("papermill", "widgets"):
        if name in metadata:
            yield {"part": f"metadata.{name}", "value": metadata.pop(name)}
    if "language_info" in metadata:
        full = metadata["language_info"]
        metadata["language_info"] = {key: full[key] for key in ("file_extension", "name") if key in full}
        yield {"part": "metadata.language_info", "value": full}


def _clean_cell(cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
    cell["source"] = _joined(cell["source"])
    for name in ("papermill", "execution"):
        if name in cell["metadata"]:
            yield {"part": f"metadata.{name}", "value": cell["metadata"].pop(name)}
    if cell["cell_type"] == "code":
        outputs = cell["outputs"]
        cell["outputs"] = []
        for output in outputs:
            yield from _clean_output(output, cell["outputs"])


def _clean_output(output: dict[str, Any], kept: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if output["output_type"] != "stream":
        for mime, value in output.get("data", {}).items():
            if mime.startswith("text/"):
                output["data"][mime] = yield from _without_addresses(mime, _joined(value))
        kept.append(output)
    elif output["name"] == "stderr":
        yield {"part": "stderr", "value": _joined(output["text"])}
    else:
        shown = yield from _without_addresses("stdout", _joined(output["text"]))
        first = next((seen for seen in kept if seen["output_type"] == "stream"), None)
        if first is None:
            first = dict(output, text="")
            kept.append(first)
        whole = first["text"] + shown
        first["text"] = _without_overwritten(whole)
        if first["text"] != whole:
            yield {"part": "stdout", "value": whole}


def _without_overwritten(text: str) -> str:
    # by searching, not by a pattern: a pattern for this takes quadratic time on a long line
    *lines, last = text.split("\n")
    kept = [line[line[:-1].rfind("\r") + 1 :] for line in lines]  # the last one may belong to the newline
    return "\n".join([*kept, last[last.rfind("\r") + 1 :]])


def _without_addresses(part: str, value: str) -> Generator[dict[str, Any], None, str]:
    shown = _ADDRESS.sub("at 0x_", value)
    if shown != value:
        yield {"part": part, "value": _ADDRESS.findall(value)}
    return shown


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)
