"""From the full mark over every point lost to the score, as a waterfall read downwards."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from functools import partial
from itertools import accumulate

from jixiao.charts.canvas.chart import Chart, Content, compose
from jixiao.charts.canvas.lettering import label_width, line_height, text_width, wrap
from jixiao.charts.canvas.sheet import ACCENT, BAD, BODY, GREY, INK, MARGIN, MUTED, RIGHT, SMALL, Scale, Sheet
from jixiao.charts.canvas.words import Words, exact
from jixiao.quantities import ZERO, show_number

Bar = tuple[str, str, Decimal]
"""Code, label and points lost."""

ROW, THICK = 0.3, 0.19


def lost_points_chart(
    full: Decimal, lost: Sequence[Bar], score: Decimal | None, language: str | None = None, source: str = "",
    unscored: Sequence[Bar] = (),
) -> Chart:  # fmt: skip
    """Draw where the points were lost.

    A difference between the full mark less the losses and the score is drawn as an item of its own. The axis
    starts above 0 only where the losses would be too narrow to see, and then the title says so.

    Args:
        full: Full mark in points.
        lost: Code, label and points of each loss.
        score: Total score in points, None if not scored.
        language: ``zh`` or ``en``; without it the environment decides.
        source: Where the figures come from.
        unscored: Code, label and full mark of what has no score yet; listed, but neither lost nor earned.
    """
    words = Words("lost_points", language)
    items = _with_residual(words, full, lost, score)
    floor = axis_floor(full, min(_levels(full, items)))
    cut = words("truncated", floor=show_number(floor)) if floor else ""
    content = Content(
        title=_title(words, full, items, score) + cut,
        alt=_alt(words, full, items, unscored, score),
        source=source,
        columns=(words("column_code"), words("column_item"), words("column_points")),
        rows=_rows(words, full, items, unscored, score),
    )
    draw = partial(_draw, words=words, full=full, items=items, unscored=unscored, score=score, floor=floor)
    return compose("lost-points", words, draw, content)


def _with_residual(words: Words, full: Decimal, lost: Sequence[Bar], score: Decimal | None) -> list[Bar]:
    left_over = full - sum((points for *_, points in lost), ZERO)
    residual = ZERO if score is None else left_over - score
    return [*lost, *([("", words("residual"), residual)] if residual else [])]


def _rows(
    words: Words, full: Decimal, items: Sequence[Bar], unscored: Sequence[Bar], score: Decimal | None
) -> list[tuple[str, str, str]]:
    lost = ((code, label, exact(-points)) for code, label, points in items)
    withheld = ((code, label, "") for code, label, _ in unscored)
    return [("", words("full"), exact(full)), *lost, *withheld, ("", words("score"), exact(score))]


def axis_floor(full: Decimal, score: Decimal) -> Decimal:
    """Return the points at which the axis starts: 0, or some tenths of the full mark below a high score.

    Example:
        >>> axis_floor(Decimal(100), Decimal("79.6")), axis_floor(Decimal(100), Decimal("41"))
        (Decimal('70'), Decimal('0'))
    """
    step = full / 10
    if full <= 0 or score <= full / 2:
        return ZERO
    tenths = (score / step - Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    return min(tenths, Decimal(8)) * step


def _levels(full: Decimal, items: Sequence[Bar]) -> list[Decimal]:
    return list(accumulate((-points for *_, points in items), initial=full))


def _title(words: Words, full: Decimal, items: Sequence[Bar], score: Decimal | None) -> str:
    lost = sum((points for *_, points in items), ZERO)
    key = "unscored" if score is None else "title" if lost else "nothing"
    return words(key, full=show_number(full), lost=show_number(lost), score=words.points(score))


def _alt(
    words: Words, full: Decimal, items: Sequence[Bar], unscored: Sequence[Bar], score: Decimal | None
) -> str:
    named = [
        words("alt_item", label=_name(code, label), points=show_number(points))
        for code, label, points in items
    ]
    named += [f"{_name(code, label)} {_withheld(words, weight)}" for code, label, weight in unscored]
    joined = words("semicolon").join(named) or words("no_item")
    return words("alt", full=show_number(full), items=joined, score=words.points(score))


def _withheld(words: Words, weight: Decimal) -> str:
    return words("withheld", points=show_number(weight))


def _name(code: str, label: str) -> str:
    return f"{code} {label}".strip()


def _draw(
    sheet: Sheet, words: Words, full: Decimal, items: Sequence[Bar], unscored: Sequence[Bar],
    score: Decimal | None, floor: Decimal,
) -> None:  # fmt: skip
    levels = _levels(full, items)
    shown = [show_number(full), words.points(score), *(_signed(points) for *_, points in items)]
    tail = max(text_width(figure, BODY, True) for figure in shown) + 0.1
    names = [words("full"), words("score"), *(_name(code, label) for code, label, _ in [*items, *unscored])]
    room = label_width(names, 2.3, BODY)
    scale = Scale(min([floor, *levels]), max([ZERO, *levels]), MARGIN + room, RIGHT - tail)
    start, top = scale(floor), sheet.y
    above = _total(sheet, scale, start, words("full"), full, shown[0], GREY)
    for (code, label, points), before in zip(items, levels, strict=False):
        lines = wrap(_name(code, label), room - 0.12, SMALL)
        above = _loss(sheet, scale, lines, points, before, above)
    for code, label, weight in unscored:
        _listed(sheet, start, wrap(_name(code, label), room - 0.12, SMALL), _withheld(words, weight))
    below = _total(sheet, scale, start, words("score"), score, shown[1], ACCENT)
    if score is not None:
        _step(sheet, scale(score), above, below - THICK)
    sheet.line((start, start), (top, sheet.y), color=INK, width=0.8, dashed=bool(floor), zorder=3)
    sheet.text(start, sheet.y + 0.1, show_number(floor), size=7, color=MUTED, align="center")
    sheet.y += 0.16


def _signed(points: Decimal) -> str:
    return f"{'+' if points < 0 else '-' if points else ''}{show_number(abs(points))}"


def _total(
    sheet: Sheet, scale: Scale, start: float, label: str, value: Decimal | None, shown: str, color: str
) -> float:
    """Draw a whole bar and return the height of its lower edge."""
    middle = sheet.y + ROW / 2
    sheet.text(MARGIN, middle, label, bold=True)
    end = start if value is None else scale(value)
    sheet.bar(start, end, middle, THICK, color)
    scored = value is not None
    sheet.text(max(start, end) + 0.08, middle, shown, color=INK if scored else MUTED, bold=scored)
    sheet.y += ROW
    return middle + THICK / 2


def _loss(
    sheet: Sheet, scale: Scale, lines: list[str], points: Decimal, before: Decimal, above: float
) -> float:
    """Draw a falling bar, joined to the bar that ends at the height `above`; return its lower edge."""
    height = max(ROW, len(lines) * line_height(SMALL) + 0.06)
    middle, start, end = sheet.y + height / 2, scale(before), scale(before - points)
    sheet.lines(MARGIN, middle, lines, size=SMALL)
    _step(sheet, start, above, middle - (THICK / 2 if points else -THICK / 2))
    color, hatch = (BAD, "/////") if points > 0 else (INK, "")
    if points:
        sheet.bar(start, end, middle, THICK, "white", hatch=hatch, edge=color)
    sheet.text(max(start, end) + 0.08, middle, _signed(points), color=color, bold=True, cleared=True)
    sheet.y += height
    return middle + THICK / 2


def _listed(sheet: Sheet, start: float, lines: list[str], remark: str) -> None:
    """Name what has no score yet, without a bar."""
    height = max(ROW, len(lines) * line_height(SMALL) + 0.06)
    sheet.lines(MARGIN, sheet.y + height / 2, lines, size=SMALL)
    sheet.text(start + 0.08, sheet.y + height / 2, remark, size=SMALL, color=MUTED)
    sheet.y += height


def _step(sheet: Sheet, x: float, above: float, below: float) -> None:
    sheet.line((x, x), (above, below), color=MUTED)
