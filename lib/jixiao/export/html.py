"""The document as one HTML page: no script, no remote address, readable on a screen, aloud and on paper."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from jixiao.document import Block, Cell, plain, walk
from jixiao.export.alignment import align_figures
from jixiao.export.breaks import parted
from jixiao.export.notebook import document_of
from jixiao.export.numbering import number
from jixiao.export.prepare import prepared
from jixiao.export.typesetting import turns
from jixiao.export.wrapping import em, widest
from jixiao.language import text

LANG = {"zh": "zh-CN", "en": "en"}
SIGNS = {"good": "✓", "warn": "△", "bad": "×", "muted": ""}
"""A tone is never shown by colour alone."""
_SHORT_EM, _MIDDLE_EM, _NARROW_TABLE_EM = 8.0, 14.0, 40.0
_CONTENTS_DEPTH = 2
_WORDS = ("contents", "cover", "figure_data", "of_data", "report_id", "skip", "source")


def render_html(document: dict[str, Any], template: str = "report.html.j2", **more: Any) -> str:
    """Return `document` as a self-contained HTML page.

    Args:
        document: A document (see `jixiao.document`).
        template: The page around its blocks.
        more: What this template shows besides.

    Raises:
        SchemaError: ``bad-document``: the document is not well-formed.
    """
    ready = prepared(document)
    language = ready["language"]
    for block in walk(ready["blocks"]):
        if block["kind"] == "table":
            align_figures(block)
            block["turned"] = turns(block, ready["page_style"])
    number(ready["blocks"], language)
    headings = _anchored(ready["blocks"])
    return _environment().get_template(template).render(
        document=ready,
        contents=[block for block in headings if block["listed"] and block["level"] <= _CONTENTS_DEPTH],
        lang=LANG[language],
        style=_style(),
        words={word: text(f"export.{word}", language) for word in _WORDS},
        tones={tone: text(f"export.tone.{tone}", language) for tone in ("info", "warn", "bad")},
        **more,
    )  # fmt: skip


class JixiaoHTMLExporter(Exporter):
    """Exports an executed notebook as HTML (``jupyter nbconvert --to jixiao-html``)."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def __init__(self, config: Any = None, **kw: Any) -> None:
        super().__init__(config=config, **kw)
        # the name of this format in the menus of Jupyter
        self.export_from_notebook = text("export.html_label")

    # nbconvert promises a notebook here, though its own exporters of other formats return their text too
    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of an executed notebook and the resources of nbconvert."""
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        return render_html(document_of(copy)), resources


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("jixiao.export", "templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.globals |= {
        "picture": _picture, "data_columns": _data_columns, "spoken": _spoken, "signs": SIGNS,
        "column_looks": _column_looks, "narrow": _narrow, "softened": _softened,
    }  # fmt: skip
    return environment


@cache
def _style() -> Markup:
    return Markup((files("jixiao.export") / "templates" / "report.css").read_text("utf-8"))


def _anchored(blocks: list[Block]) -> list[Block]:
    """Give every heading an anchor that stays the same while its words do; return the headings."""
    headings = [block for block in walk(blocks) if block["kind"] == "heading"]
    seen: dict[str, int] = {}
    for block in headings:
        count = seen[block["text"]] = seen.get(block["text"], 0) + 1
        name = block["text"] if count == 1 else f"{block['text']}\n{count}"
        block["anchor"] = f"s-{hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[:10]}"
    return headings


def _picture(figure: Block) -> str:
    """Return a picture as data; inside an image element the scripts of an SVG do not run."""
    if figure["svg"]:
        return f"data:image/svg+xml;base64,{base64.b64encode(figure['svg'].encode()).decode()}"
    return f"data:image/png;base64,{figure['png']}"


def _data_columns(data: dict[str, Any]) -> list[dict[str, str]]:
    """Return the columns of a figure's data: the first names, the others figures."""
    return [
        {"label": label, "align": "right" if place else "left"} for place, label in enumerate(data["columns"])
    ]


def _softened(words: str) -> Markup:
    """Return escaped words in which a line may end inside a run without blanks, but not just anywhere."""
    return Markup("<wbr>").join(parted(words))


def _column_looks(columns: list[dict[str, str]], rows: list[list[Cell]]) -> list[str]:
    """Return the classes of each column: its alignment, and how much room its texts want."""
    looks = []
    for place, column in enumerate(columns):
        wanted = max((widest(plain(row[place])) for row in rows), default=0.0)
        room = "short" if wanted <= _SHORT_EM else "middle" if wanted <= _MIDDLE_EM else "long"
        looks.append(f"{column['align']} {room}")
    return looks


def _narrow(columns: list[dict[str, str]], rows: list[list[Cell]]) -> bool:
    """Tell whether a table looks lost on a line wider than that of the text."""
    lines = [[column["label"] for column in columns], *([plain(cell) for cell in row] for row in rows)]
    widest = (max(em(line[place]) for line in lines) for place in range(len(columns)))
    return sum(widest) <= _NARROW_TABLE_EM


def _spoken(formula: Block) -> str:
    fraction = " ÷ ".join(part for part in (formula["numerator"], formula["denominator"]) if part)
    return " = ".join(part for part in (formula["left"], fraction, formula["right"]) if part)
