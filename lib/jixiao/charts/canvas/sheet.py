"""A sheet measured in inches from its top left corner, on which a chart is drawn downwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from jixiao.charts.canvas.lettering import POINTS_PER_INCH, font, line_height, require_glyphs, wrap

WIDTH = 6.5
MARGIN = 0.16
RIGHT = WIDTH - MARGIN
BODY, SMALL, TINY = 9.0, 8.0, 7.5

INK, MUTED, RULE, PALE = "#1c222b", "#59626e", "#c5cbd3", "#eef0f3"
ACCENT, ACCENT_LIGHT, BAD, GREY = "#0b4f9e", "#8fb3dd", "#b3261e", "#9aa3ae"

_MIDDLE = 0.37
"""Height of the middle of a hanzi or a digit above the base line, in parts of the size."""

_UPRIGHT = {"ha": "center", "va": "center", "rotation": 90}
_CLEARED = {"facecolor": "white", "edgecolor": "none", "pad": 1}

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Marker:
    """Look of a marker: `shape` is a matplotlib marker, `fill` and `edge` are colours, `size` is in points."""

    shape: str
    fill: str
    edge: str
    size: float


class Sheet:
    """Drawing primitives; `y` is the place down to which the sheet is filled."""

    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(WIDTH, WIDTH), facecolor="white")
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, WIDTH)
        self.y = MARGIN

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = BODY,
        color: str = INK,
        bold: bool = False,
        align: Align = "left",
        cleared: bool = False,
        upright: bool = False,
    ) -> None:
        """Write one line whose middle lies at height `y`.

        `cleared` keeps guide lines off it; `upright` turns it by a right angle about its middle.
        """
        require_glyphs(words, bold)
        properties = font(bold).copy()
        properties.set_size(size)
        base = y if upright else y + _MIDDLE * size / POINTS_PER_INCH
        placed = _UPRIGHT if upright else {"ha": align, "va": "baseline", "rotation": 0}
        self.axes.text(
            x, base, words, fontproperties=properties, color=color, parse_math=False, zorder=5,
            bbox=_CLEARED if cleared else None, **placed,
        )  # fmt: skip

    def lines(
        self, x: float, y: float, lines: list[str], *, size: float = BODY, align: Align = "left"
    ) -> None:
        """Write lines below each other so that the block's middle lies at height `y`."""
        step = line_height(size)
        for number, line in enumerate(lines):
            self.text(x, y + (number - (len(lines) - 1) / 2) * step, line, size=size, align=align)

    def block(self, words: str, *, size: float = BODY, color: str = INK, bold: bool = False) -> None:
        """Write a paragraph over the whole width at `y` and move below it."""
        for line in wrap(words, RIGHT - MARGIN, size, bold):
            step = line_height(size)
            self.text(MARGIN, self.y + step / 2, line, size=size, color=color, bold=bold)
            self.y += step

    def heading(self, words: str) -> float:
        """Write the heading of a panel above a rule and return the height of its middle."""
        self.block(words, color=MUTED, bold=True)
        middle = self.y - line_height(BODY) / 2
        self.line((MARGIN, RIGHT), (self.y + 0.02, self.y + 0.02))
        self.y += 0.07
        return middle

    def column(self, left: float, right: float, zero: float, end: float, color: str) -> None:
        """Draw an upright bar from the height `zero` to the height `end`."""
        self.bar(left, right, (zero + end) / 2, abs(end - zero), color)

    def bar(
        self,
        x0: float,
        x1: float,
        y: float,
        height: float,
        color: str,
        *,
        hatch: str = "",
        edge: str = "none",
        zorder: float = 2,
    ) -> None:
        """Draw a bar from `x0` to `x1` whose middle lies at height `y`."""
        from matplotlib.patches import Rectangle

        left, right = sorted((x0, x1))
        self.axes.add_patch(
            Rectangle(
                (left, y - height / 2),
                right - left,
                height,
                facecolor=color,
                edgecolor=edge,
                hatch=hatch,
                linewidth=0.7 if edge != "none" else 0,
                zorder=zorder,
                clip_on=False,
            )
        )

    def line(
        self,
        xs: tuple[float, ...],
        ys: tuple[float, ...],
        *,
        color: str = RULE,
        width: float = 0.7,
        dashed: bool = False,
        zorder: float = 1,
    ) -> None:
        """Draw a line through points; `width` is in points."""
        from matplotlib.lines import Line2D

        self.axes.add_line(
            Line2D(
                xs,
                ys,
                color=color,
                linewidth=width,
                zorder=zorder,
                clip_on=False,
                linestyle=(0, (3.5, 2)) if dashed else "-",
            )
        )

    def mark(self, x: float, y: float, marker: Marker) -> None:
        """Draw a marker whose middle lies at the place given."""
        from matplotlib.lines import Line2D

        self.axes.add_line(
            Line2D(
                (x,),
                (y,),
                marker=marker.shape,
                markersize=marker.size,
                markerfacecolor=marker.fill,
                zorder=4,
                markeredgecolor=marker.edge,
                markeredgewidth=1.3,
                linestyle="none",
                clip_on=False,
            )
        )

    def close(self) -> Any:
        """Cut the sheet below what is drawn and return the figure."""
        height = self.y + MARGIN
        self.figure.set_size_inches(WIDTH, height)
        self.axes.set_ylim(height, 0)
        return self.figure


class Scale:
    """A linear scale from values to inches.

    Args:
        low: Value at the place `start`.
        high: Value at the place `end`; a scale without extent is widened to one.
        start: Place of `low` in inches.
        end: Place of `high` in inches.
    """

    def __init__(self, low: Any, high: Any, start: float, end: float) -> None:
        self.low, self.start = float(low), start
        self.step = (end - start) / ((float(high) - float(low)) or 1.0)

    def __call__(self, value: Any) -> float:
        """Return the place of `value`."""
        return self.start + (float(value) - self.low) * self.step

    def roomy(self, values: Iterable[Any], gap: float) -> list[Any]:
        """Return the values, in order of importance, that keep `gap` inches from those before them."""
        kept: list[Any] = []
        for value in values:
            if all(abs(self(value) - self(other)) >= gap for other in kept):
                kept.append(value)
        return kept
