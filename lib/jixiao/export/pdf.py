"""The document as a PDF file: archival (PDF/A-3a) and accessible (PDF/UA-1), set by Typst in process."""

import datetime as dt
import json
import re
import tempfile
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import typst
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from jixiao.document import on_paper
from jixiao.exceptions import JixiaoError, SchemaError
from jixiao.export.glyphs import place_of
from jixiao.export.notebook import document_of
from jixiao.export.paging import after_gaps, before_gaps, fill_gap, stubs
from jixiao.export.prepare import prepared
from jixiao.export.typesetting import ROW_INSETS_EM, lay_out, loosen, stand_up, write_model
from jixiao.language import text

STANDARDS: Final = ("a-3a", "ua-1")
NO_DATE = "2020-01-01"
"""Date of creation written into the file where the document has none: it must not be the clock's."""
_MISSING = re.compile(
    r'the text `"(.+?)"` could not be displayed|contains the codepoint `"(.+?)"`', re.DOTALL
)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def render_pdf(document: dict[str, Any]) -> bytes:
    """Return `document` as PDF; the same document gives the same bytes on every machine.

    Args:
        document: A document (see `jixiao.document`).

    Raises:
        SchemaError: The document is not well-formed (``bad-document``) or holds a character that the
            fonts lack (``missing-glyph``).
        JixiaoError: ``pdf-failed``: the file could not be made.
    """
    ready = prepared({**document, "blocks": on_paper(document["blocks"])})
    with tempfile.TemporaryDirectory(prefix="jixiao-pdf-") as folder:
        root = Path(folder)
        model = lay_out(ready, root)
        try:
            _settle(model, root)
            return _compiled(ready, root)
        except RuntimeError as error:  # the base of typst's errors; a query raises it as such
            raise _explained(str(error.args[0]), ready) from error


class JixiaoPDFExporter(Exporter):
    """Exports an executed notebook as PDF (``jupyter nbconvert --to jixiao-pdf``)."""

    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def __init__(self, config: Any = None, **kw: Any) -> None:
        super().__init__(config=config, **kw)
        # the name of this format in the menus of Jupyter
        self.export_from_notebook = text("export.pdf_label")

    # nbconvert promises a notebook here, though its own exporters of other formats return their text too
    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF of an executed notebook and the resources of nbconvert."""
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        return render_pdf(document_of(copy)), resources


@cache
def _fonts() -> typst.Fonts:
    # Only the fonts of the package: with the system's, bytes would differ from machine to machine.
    with as_file(files("jixiao.export") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _compiler(root: Path) -> typst.Compiler:
    return typst.Compiler(input=str(root / "report.typ"), root=str(root), font_paths=_fonts())


def _settle(model: dict[str, Any], root: Path) -> None:
    """Improve the pages: no gap before a turned table, if possible, and no table that ends badly."""
    style = model["page_style"]
    plan = _plan(root)
    for _ in range(sum(block["kind"] == "table" and block["turned"] for block in model["blocks"])):
        if not fill_gap(model["blocks"], plan, style):
            break
        write_model(model, root)
        plan = _plan(root)
    if stand_up(model, after_gaps(model["blocks"], plan, style)):
        write_model(model, root)
        plan = _plan(root)
    for inset in ROW_INSETS_EM[1:]:
        bad = {*plan["parted"], *stubs(plan, style), *before_gaps(model["blocks"], plan, style)}
        if not bad:
            return
        loosen(model, bad, inset)
        write_model(model, root)
        plan = _plan(root)


def _plan(root: Path) -> dict[str, Any]:
    """Return how the pages come out (see the end of the template)."""
    [plan] = json.loads(_compiler(root).query("<plan>", field="value"))
    return dict(plan)


def _compiled(document: dict[str, Any], root: Path) -> bytes:
    moment = dt.datetime.fromisoformat(document["date"] or NO_DATE).replace(tzinfo=dt.UTC)
    pdf, warnings = _compiler(root).compile_with_warnings(
        format="pdf", pdf_standards=[*STANDARDS], timestamp=int(moment.timestamp())
    )
    unknown = [warning.message for warning in warnings if "unknown font family" in warning.message]
    if unknown or not isinstance(pdf, bytes):
        raise JixiaoError("pdf-failed", reason="; ".join(unknown))
    return pdf


def _explained(message: str, document: dict[str, Any]) -> JixiaoError:
    missing = _MISSING.search(message)
    if not missing:
        return JixiaoError("pdf-failed", reason=message.split("\n")[0][:300])
    quoted = missing[1] or missing[2]
    words = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), quoted)
    return SchemaError("missing-glyph", character=words, where=place_of(document, words),
                       code_point=" ".join(f"U+{ord(character):04X}" for character in words))  # fmt: skip
