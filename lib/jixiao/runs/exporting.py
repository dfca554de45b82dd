"""The report in the formats that were asked for, each made by its nbconvert exporter."""

from collections.abc import Iterator, Sequence

from nbformat import NotebookNode, from_dict

from jixiao.exceptions import CellError, ParameterError
from jixiao.runs.canonical import Canonical

# the class beside the entry point's name, for a clone that was never installed
EXPORTERS = {
    "html": ("jixiao-html", "jixiao.export.html.JixiaoHTMLExporter"),
    "pdf": ("jixiao-pdf", "jixiao.export.pdf.JixiaoPDFExporter"),
}
COMPLETE = {"html": (b"<!DOCTYPE html>", b"</html>"), "pdf": (b"%PDF-", b"%%EOF")}


def checked_formats(wanted: str) -> tuple[str, ...]:
    """Return the formats named in a list with commas, in a fixed order.

    Raises:
        ParameterError: A format is unknown.
    """
    names = [name.strip().lower() for name in wanted.split(",") if name.strip()]
    for name in names:
        if name not in EXPORTERS:
            raise ParameterError("unknown-format", found=name, known=", ".join(EXPORTERS))
    return tuple(name for name in EXPORTERS if name in names)


def reports(page: Canonical, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the report made from the report page, one file per format.

    Raises:
        CellError: An exporter returned something that has no beginning or no end.
    """
    for name in formats:
        body, _ = exporter(name)().from_notebook_node(_fresh(page))
        content = body.encode("utf-8") if isinstance(body, str) else body
        start, end = COMPLETE[name]
        if not (content.startswith(start) and content.rstrip().endswith(end)):
            raise CellError("report-broken", format=name)
        yield f"core/report.{name}", content


def prepare(formats: Sequence[str]) -> None:
    """Import what the formats need, so that it is there when the pages are done."""
    for name in formats:
        exporter(name)


def exporter(name: str) -> type:
    """Return the exporter class of a format."""
    from nbconvert.exporters import ExporterDisabledError, ExporterNameError, get_exporter

    entry_point, dotted = EXPORTERS[name]
    try:
        return get_exporter(entry_point)
    except (ExporterNameError, ExporterDisabledError):
        return get_exporter(dotted)


def _fresh(page: Canonical) -> NotebookNode:
    return from_dict(page.notebook)
