"""What the Typst template reads: the document as JSON with the measures of its tables, and its pictures."""

import base64
import json
from collections.abc import Container
from importlib.resources import files
from pathlib import Path
from typing import Any

from jixiao.document import Block, walk
from jixiao.export.alignment import align_figures
from jixiao.export.numbering import number
from jixiao.export.paging import PT_PER_MM
from jixiao.export.softening import softened
from jixiao.export.widths import Layout, layout, legible_layouts, upright_layout
from jixiao.language import text

TEMPLATES = ("report.typ", "blocks.typ")
MODEL = "doc.json"
LINE_MM = {
    ("report", False): 160.0,
    ("report", True): 247.0,
    ("gongwen", False): 156.0,
    ("gongwen", True): 225.0,
}
"""Width of the text area by page style and whether the page is turned (GB/T 9704-2012: 156 mm × 225 mm)."""
ROW_INSETS_EM = (0.62, 0.68, 0.56, 0.74, 0.5, 0.84, 0.95, 0.44)
"""Blank above and below the text of a row, tried until no table ends with little on a page of its own."""
_HIGH_ROW_LINES = 14
_WORDS = ("contents", "source", "footer", "report_id", "tone.info", "tone.warn", "tone.bad")


def lay_out(document: dict[str, Any], root: Path) -> dict[str, Any]:
    """Write templates, pictures and the printed model of `document` into `root`; return that model."""
    for name in TEMPLATES:
        (root / name).write_bytes((files("jixiao.export") / "templates" / name).read_bytes())
    model, language = without_payloads(document), document["language"]
    number(model["blocks"], language)
    for place, (block, whole) in enumerate(zip(walk(model["blocks"]), walk(document["blocks"]), strict=True)):
        if block["kind"] == "figure":
            block["file"] = _picture(whole, root, f"figure-{place}")
        elif block["kind"] == "table":
            align_figures(block)
            _measure(block, document["page_style"])
        block |= softened(block)
    for place, block in enumerate(model["blocks"]):
        block["place"] = place
    model["words"] = {word: text(f"export.{word}", language) for word in _WORDS}
    model["attachments"] = [*document["attachments"], _model_attachment(document)]
    write_model(model, root)
    return model


def write_model(model: dict[str, Any], root: Path) -> None:
    """Write the printed model where the template reads it."""
    (root / MODEL).write_text(as_json(model), encoding="utf-8", newline="\n")


def loosen(model: dict[str, Any], tables: Container[str], inset: float) -> None:
    """Set the blank above and below the rows of some tables, in em, so that their pages break elsewhere."""
    for block in walk(model["blocks"]):
        if block["kind"] == "table" and block["id"] in tables:
            block["inset"] = inset


def stand_up(model: dict[str, Any], tables: Container[str]) -> bool:
    """Set some turned tables upright, where they stay legible; tell whether there was any."""
    found = [block for block in model["blocks"] if block.get("id") in tables and block.get("upright")]
    for block in found:
        block |= {"turned": False, **block["upright"]}
    return bool(found)


def without_payloads(document: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of `document` without its pictures and the texts of its attachments."""
    copy = json.loads(json.dumps(document))
    for block in walk(copy["blocks"]):
        if block["kind"] == "figure":
            block["svg"] = block["png"] = ""
    copy["attachments"] = [{**entry, "text": ""} for entry in copy["attachments"]]
    return copy


def as_json(value: Any) -> str:
    """Return plain data as JSON text in one fixed form."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _model_attachment(document: dict[str, Any]) -> dict[str, str]:
    return {"name": "document.json", "mime": "application/json", "text": as_json(without_payloads(document)),
            "description": text("export.model", document["language"])}  # fmt: skip


def turns(table: Block, page_style: str) -> bool:
    """Tell whether `table` is printed on a turned page: it wishes to be, and reads better there."""
    return table["landscape"] and upright_layout(table, *_widths_pt(page_style)) is None


def _widths_pt(page_style: str) -> tuple[float, float]:
    return LINE_MM[page_style, False] * PT_PER_MM, LINE_MM[page_style, True] * PT_PER_MM


def _measure(table: Block, page_style: str) -> None:
    upright, turned = _widths_pt(page_style)
    is_turned = turns(table, page_style)
    if is_turned:
        found = layout(table, turned)
        # for the case that a turned page would leave a gap before it
        table["upright"] = next(map(_measures, legible_layouts(table, upright)), None)
    else:
        found = (upright_layout(table, upright, turned) if table["landscape"] else None) or layout(
            table, upright
        )
    table |= {"turned": is_turned, "inset": ROW_INSETS_EM[0], **_measures(found)}


def _measures(found: Layout) -> dict[str, Any]:
    return {"size": found.size, "widths": found.columns, "insets": found.insets,
            "breakable": found.lines > _HIGH_ROW_LINES}  # fmt: skip


def _picture(figure: Block, root: Path, name: str) -> str:
    if figure["svg"]:
        (root / f"{name}.svg").write_text(figure["svg"], encoding="utf-8", newline="\n")
        return f"{name}.svg"
    (root / f"{name}.png").write_bytes(base64.b64decode(figure["png"]))
    return f"{name}.png"
