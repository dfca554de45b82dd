"""Score of each dimension against its full mark, as bullet bars."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from jixiao.charts.canvas.chart import Chart, Content, compose
from jixiao.charts.canvas.lettering import label_width, line_height, text_width, wrap
from jixiao.charts.canvas.sheet import ACCENT, BODY, INK, MARGIN, MUTED, RIGHT, SMALL, TINY, Scale, Sheet
from jixiao.charts.canvas.words import Words, exact
from jixiao.quantities import ZERO, show_number, show_percent

Dimension = tuple[str, Decimal | None, Decimal]
"""Label, score (None if not scored) and full mark."""

ROW = 0.42
DARK, PALE = (195, 201, 209), (241, 243, 245)
"""Red, green and blue of the lowest and of the highest band."""


def dimension_chart(
    dimensions: Sequence[Dimension], bounds: Iterable[Decimal], language: str | None = None, source: str = ""
) -> Chart:
    """Draw the score of each dimension over bands of the full mark.

    Args:
        dimensions: Label, score in points (None if not scored) and full mark in points.
        bounds: Where the grades begin, as shares of the full mark.
        language: ``zh`` or ``en``; without it the environment decides.
        source: Where the figures come from.
    """
    limits = (*sorted({bound for bound in bounds if 0 < bound < 1}), Decimal(1))
    words = Words("dimension", language)
    named = [words("alt_item", label=each[0], value=_value(words, each)) for each in dimensions]
    content = Content(
        title=_title(words, dimensions),
        alt=words("alt", items=words("semicolon").join(named)),
        source=source,
        columns=(words("column_dimension"), words("column_score"), words("column_weight")),
        rows=[(label, exact(score), exact(weight)) for label, score, weight in dimensions],
    )
    return compose("dimensions", words, lambda sheet: _draw(sheet, words, dimensions, limits), content)


def _rate(dimension: Dimension) -> Decimal | None:
    _, score, weight = dimension
    return None if score is None or not weight else score / weight


def _value(words: Words, dimension: Dimension, key: str = "value") -> str:
    label, score, weight = dimension
    if score is None:
        return words("unscored", weight=show_number(weight))
    fields = {"label": label, "score": show_number(score), "weight": show_number(weight)}
    return words(key, rate=show_percent(_rate(dimension), 1), **fields)


def _title(words: Words, dimensions: Sequence[Dimension]) -> str:
    rates = {each: rate for each in dimensions if (rate := _rate(each)) is not None}
    if not rates:
        return words("nothing")
    lowest = min(rates, key=rates.__getitem__)
    if len(rates) > 1 and len(set(rates.values())) == 1:
        return words("same", rate=show_percent(rates[lowest], 1))
    return _value(words, lowest, "title")


def _draw(
    sheet: Sheet, words: Words, dimensions: Sequence[Dimension], limits: tuple[Decimal, ...]
) -> None:
    values = [_value(words, dimension) for dimension in dimensions]
    room = label_width([label for label, *_ in dimensions], 1.7, BODY)
    tail = max([text_width(value, SMALL, True) for value in values], default=0) + 0.14
    rates = [rate for dimension in dimensions if (rate := _rate(dimension)) is not None]
    scale = Scale(min([ZERO, *rates]), max([Decimal(1), *rates]), MARGIN + room, RIGHT - tail)
    sheet.y += 0.14
    for share in scale.roomy((limits[-1], ZERO, *limits[:-1]), 0.31):
        sheet.text(scale(share), sheet.y - 0.08, _percent(share), size=6.5, color=MUTED, align="center")
    for dimension, value in zip(dimensions, values, strict=True):
        _bands(sheet, scale, limits, height := _height(lines := wrap(dimension[0], room - 0.12, BODY)))
        _bullet(sheet, scale, lines, height, _rate(dimension), value)
    sheet.y += 0.05
    listed = words("comma").join(_percent(limit) for limit in limits)
    sheet.block(words("legend" if limits[1:] else "legend_plain", limits=listed), size=TINY, color=MUTED)


def _percent(share: Decimal) -> str:
    return f"{show_number(share * 100)}%"


def _height(lines: list[str]) -> float:
    return max(ROW, len(lines) * line_height(BODY) + 0.1)


def _bands(sheet: Sheet, scale: Scale, limits: tuple[Decimal, ...], height: float) -> None:
    start = ZERO
    for number, limit in enumerate(limits):
        shade = _shade(number / max(1, len(limits) - 1))
        sheet.bar(scale(start), scale(limit), sheet.y + height / 2, 0.28, shade, zorder=1)
        start = limit


def _shade(part: float) -> str:
    """Return the colour that lies `part` of the way from the lowest band to the highest."""
    return "#" + "".join(f"{round(dark + part * (pale - dark)):02x}" for dark, pale in zip(DARK, PALE, strict=True))


def _bullet(
    sheet: Sheet, scale: Scale, lines: list[str], height: float, rate: Decimal | None, value: str
) -> None:
    middle = sheet.y + height / 2
    sheet.lines(MARGIN, middle, lines)
    if rate is not None:
        sheet.bar(scale(0), scale(rate), middle, 0.11, ACCENT)
    full = (scale(1), scale(1))
    sheet.line(full, (middle - 0.17, middle + 0.17), color="black", width=1.8, zorder=3)
    scored = rate is not None
    sheet.text(
        RIGHT, middle, value, size=SMALL, color=INK if scored else MUTED, bold=scored, align="right"
    )
    sheet.y += height
