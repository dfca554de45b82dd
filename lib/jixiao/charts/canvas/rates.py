"""A panel of rates: what the report states beside what was recomputed, joined so that the gap is seen."""

from collections.abc import Sequence
from decimal import Decimal

from jixiao.charts.canvas.lettering import line_height, text_width, wrap
from jixiao.charts.canvas.sheet import (
    ACCENT,
    BAD,
    BODY,
    INK,
    MARGIN,
    MUTED,
    RIGHT,
    RULE,
    SMALL,
    Marker,
    Scale,
    Sheet,
)
from jixiao.charts.canvas.words import Words
from jixiao.quantities import PERCENT, ZERO, rounded, show_percent

Rate = tuple[str, Decimal | None, Decimal | None]
"""Label, rate stated in the report, rate recomputed; the rates as ratios, None if missing."""

ROW = 0.34
STATED = Marker("o", fill="white", edge=INK, size=7.5)
RECOMPUTED = Marker("D", fill=ACCENT, edge=ACCENT, size=4.4)
_NEAR_MARK = 0.1


def difference(stated: Decimal, recomputed: Decimal) -> Decimal:
    """Return stated minus recomputed in percentage points, as the printed figures show it.

    Example:
        >>> difference(Decimal("0.9309"), Decimal("178.09") / Decimal("202.15"))
        Decimal('4.99')
    """
    return rounded(stated * PERCENT, 2) - rounded(recomputed * PERCENT, 2)


def remark(words: Words, stated: Decimal | None, recomputed: Decimal | None) -> str:
    """Return how the stated rate lies to the recomputed one, or which of them is missing."""
    if stated is None:
        return words("not_stated")
    if recomputed is None:
        return words("not_computed")
    points = difference(stated, recomputed)
    return words("higher" if points > 0 else "lower", points=f"{abs(points):,}") if points else words("equal")


def draw_rates(sheet: Sheet, words: Words, rates: Sequence[Rate], label_width: float) -> None:
    """Draw one row for each rate below a line of explanation."""
    _legend(sheet, words, sheet.heading(words("rates")))
    values = [rate for _, *pair in rates for rate in pair if rate is not None]
    figure = max([text_width(show_percent(value), SMALL, True) for value in values], default=0) + 0.14
    widest = max(text_width(remark(words, *pair), SMALL, True) for _, *pair in rates)
    start, end = MARGIN + label_width + figure, RIGHT - widest - figure - 0.1
    scale = Scale(min([ZERO, *values]), max([Decimal(1), *values]), start, end)
    top = sheet.y
    for label, stated, recomputed in rates:
        lines = wrap(label, label_width - 0.12, BODY)
        height = max(ROW, len(lines) * line_height(BODY) + 0.08)
        middle = sheet.y + height / 2
        sheet.lines(MARGIN, middle, lines)
        sheet.line((start, end), (middle, middle))
        _dumbbell(sheet, scale, middle, stated, recomputed)
        _remark(sheet, words, middle, stated, recomputed)
        sheet.y += height
    _axis(sheet, scale, top)


def _dumbbell(
    sheet: Sheet, scale: Scale, y: float, stated: Decimal | None, recomputed: Decimal | None
) -> None:
    marks = [
        (value, marker) for value, marker in ((stated, STATED), (recomputed, RECOMPUTED)) if value is not None
    ]
    if len(marks) == 2:
        sheet.line((scale(stated), scale(recomputed)), (y, y), color=INK, width=2.4, zorder=3)
    for value, marker in marks:
        sheet.mark(scale(value), y, marker)
    marks.sort(key=lambda mark: mark[0])
    for number, (value, marker) in enumerate(marks):
        last = number == len(marks) - 1
        if not last and show_percent(value) == show_percent(marks[-1][0]):
            continue
        bold = marker is RECOMPUTED
        sheet.text(
            scale(value) + (_NEAR_MARK if last else -_NEAR_MARK),
            y,
            show_percent(value),
            size=SMALL,
            color=ACCENT if bold else INK,
            bold=bold,
            align="left" if last else "right",
            cleared=True,
        )


def _remark(sheet: Sheet, words: Words, y: float, stated: Decimal | None, recomputed: Decimal | None) -> None:
    differs = stated is not None and recomputed is not None and difference(stated, recomputed) != 0
    color, note = BAD if differs else MUTED, remark(words, stated, recomputed)
    sheet.text(RIGHT, y, note, size=SMALL, color=color, bold=differs, align="right")


def _axis(sheet: Sheet, scale: Scale, top: float) -> None:
    labelled = scale.roomy((Decimal(1), ZERO), 0.4)
    for tick, color in ((ZERO, RULE), (Decimal(1), MUTED)):
        place = scale(tick)
        sheet.line((place, place), (top, sheet.y + 0.02), color=color, dashed=bool(tick))
        if tick in labelled:
            sheet.text(place, sheet.y + 0.11, show_percent(tick, 0), size=7, color=MUTED, align="center")
    sheet.y += 0.2


def _legend(sheet: Sheet, words: Words, y: float) -> None:
    x = RIGHT
    for key, marker in (("recomputed", RECOMPUTED), ("stated", STATED)):
        sheet.text(x, y, words(key), size=SMALL, color=MUTED, align="right")
        x -= text_width(words(key), SMALL) + 0.13
        sheet.mark(x, y, marker)
        x -= 0.24
