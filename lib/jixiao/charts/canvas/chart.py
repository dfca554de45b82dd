"""The finished chart: its picture in two formats, the words for it and the data behind it."""

import base64
import csv
import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jixiao import document
from jixiao.charts.canvas.sheet import ACCENT, BODY, MARGIN, MUTED, TINY, Sheet
from jixiao.charts.canvas.words import Words

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

DOTS_PER_INCH = 200
TITLE = 11.5
SETTINGS: "dict[RcKeyType, bool | float | str]" = {
    "axes.unicode_minus": False,
    "hatch.linewidth": 0.8,
    "svg.fonttype": "path",
    "text.hinting": "none",
}
_IDENTIFIER = re.compile(r'(\bid="|href="#|url\(#)')


@dataclass(frozen=True)
class Chart:
    """A chart with everything a reader of any format needs.

    `title` states the finding and is drawn in the picture, as is `source`; `name` says what the chart is
    about and serves as its caption; `alt` tells the content in full sentences; `png` is base64 text;
    `columns` and `rows` hold the figures drawn, every digit, without thousands separators.
    """

    id: str
    name: str
    title: str
    alt: str
    source: str
    svg: str
    png: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def block(self) -> document.Block:
        """Return the chart as a block of the document; the source line stands in the picture already."""
        data = {"columns": list(self.columns), "rows": [list(row) for row in self.rows]}
        return document.figure(self.id, self.name, self.alt, self.svg, self.png, "", data)

    def csv(self) -> str:
        """Return the figures drawn as CSV text."""
        target = io.StringIO()
        csv.writer(target, lineterminator="\n").writerows([self.columns, *self.rows])
        return target.getvalue()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {
            "text/plain": self.alt,
            "image/svg+xml": self.svg,
            document.BLOCKS_MIME: {"blocks": [self.block()]},
        }


@dataclass(frozen=True)
class Content:
    """What a chart says beside its plot.

    Attributes:
        title: The finding, with the unit.
        alt: The content in full sentences.
        source: Where the figures come from.
        columns: Labels of the data table.
        rows: Its rows of text.
        subtitle: A second remark below the title.
    """

    title: str
    alt: str
    source: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    subtitle: str = ""


def compose(id: str, words: Words, draw: Callable[[Sheet], None], content: Content) -> Chart:
    """Draw a chart below its title and above its source line.

    Args:
        id: Identifier, unique in the document.
        words: Words of this chart; the key ``name`` gives its caption.
        draw: Draws the plot on the sheet, from `Sheet.y` downwards, and moves `Sheet.y` below it.
        content: Title, words and figures.

    Raises:
        SchemaError: ``missing-glyph-chart``: a character is not in the fonts of this package.
    """
    with _settings(id):
        sheet = Sheet()
        _head(sheet, content.title, content.subtitle)
        draw(sheet)
        if content.source:
            sheet.y += 0.1
            sheet.block(words.common("source", source=content.source), size=TINY, color=MUTED)
        svg, png = pictures(sheet.close(), id)
    table = (tuple(content.columns), tuple(map(tuple, content.rows)))
    return Chart(id, words("name"), content.title, content.alt, content.source, svg, png, *table)


def pictures(figure: Any, id: str) -> tuple[str, str]:
    """Return `figure` as SVG text and as PNG in base64, free of date, program name and path."""
    vector, raster = io.StringIO(), io.BytesIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(vector, format="svg", metadata=nothing)
    figure.savefig(raster, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    # Several pictures stand in one page: identifiers must not meet, and a prolog may not stand inside HTML.
    drawing = vector.getvalue()
    svg = _IDENTIFIER.sub(rf"\g<1>{id}-", drawing[drawing.index("<svg") :])
    return svg, base64.b64encode(raster.getvalue()).decode("ascii")


def _head(sheet: Sheet, title: str, subtitle: str) -> None:
    sheet.bar(MARGIN, MARGIN + 0.5, sheet.y, 0.035, ACCENT)
    sheet.y += 0.09
    sheet.block(title, size=TITLE, bold=True)
    if subtitle:
        sheet.block(subtitle, size=BODY, color=MUTED)
    sheet.y += 0.12


@contextmanager
def _settings(salt: str) -> Iterator[None]:
    """Draw with matplotlib's own defaults whatever the user has set, and stop at a warning."""
    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(SETTINGS)
        matplotlib.rcParams["svg.hashsalt"] = f"jixiao-{salt}"
        # Deprecations concern the programmer, not the picture.
        for category in (UserWarning, RuntimeWarning):
            warnings.simplefilter("error", category)
        yield
