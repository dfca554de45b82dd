"""Cumulative spending against the schedule (序时进度), with amounts and shares in a table below the plot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.charts.canvas.chart import Chart, Content, compose
from jixiao.charts.canvas.ledger import KEY_WIDTH, Line, columns, draw_table
from jixiao.charts.canvas.lettering import label_width
from jixiao.charts.canvas.sheet import ACCENT, INK, MARGIN, MUTED, RIGHT, RULE, SMALL, TINY, Scale, Sheet
from jixiao.charts.canvas.words import Words, exact, exact_amount
from jixiao.quantities import PERCENT, ZERO, rounded, show_amount, show_percent

PLOT = 2.0
ROWS = ("cumulative", "share", "schedule", "difference")
QUARTERS = tuple(Decimal(n) / 4 for n in range(5))


@dataclass(frozen=True)
class Period:
    """One point of the chart: amounts in 元, shares as ratios, None where unknown."""

    label: str
    amount: Decimal | None
    cumulative: Decimal | None
    share: Decimal | None
    schedule: Decimal

    @property
    def points(self) -> Decimal | None:
        """Distance from the schedule in percentage points, as the printed shares show it."""
        if self.share is None:
            return None
        return rounded(self.share * PERCENT, 2) - rounded(self.schedule * PERCENT, 2)


def spending_chart(
    quarters: Sequence[tuple[str, Decimal | None]], budget: Decimal | None, unit: str,
    schedule: Sequence[Decimal], language: str | None = None, source: str = "",
) -> Chart:  # fmt: skip
    """Draw the progress of spending.

    Args:
        quarters: Label and spending of each quarter in 元; after a missing amount the total is unknown.
        budget: Budget of the year in 元, None if not given.
        unit: Money unit in which amounts are printed (元, 万元 or 亿元).
        schedule: For the end of each quarter, the share of the year that has passed (0.25, 0.5, …).
        language: ``zh`` or ``en``; without it the environment decides.
        source: Where the figures come from.
    """
    words = Words("spending", language)
    periods = list(_periods(quarters, budget, schedule))
    content = Content(
        title=_title(words, periods, unit),
        alt=_alt(words, periods, budget, unit),
        source=source,
        columns=_columns(words, words.unit(unit)),
        rows=[_row(period, unit) for period in periods],
    )
    return compose("spending", words, lambda sheet: _draw(sheet, words, periods, budget, unit), content)


def _columns(words: Words, unit: str) -> tuple[str, ...]:
    amounts = (words(key, unit=unit) for key in ("column_amount", "column_cumulative"))
    return (words("column_period"), *amounts, words("column_schedule"))


def _periods(
    quarters: Sequence[tuple[str, Decimal | None]], budget: Decimal | None, schedule: Sequence[Decimal]
) -> Iterator[Period]:
    total: Decimal | None = ZERO
    for (label, amount), planned in zip(quarters, schedule, strict=True):
        total = None if total is None or amount is None else total + amount
        share = None if total is None or not budget else total / budget
        yield Period(label, amount, total, share, Decimal(planned))


def _row(period: Period, unit: str) -> tuple[str, ...]:
    money = (exact_amount(yuan, unit) for yuan in (period.amount, period.cumulative))
    return (period.label, *money, exact(period.schedule * PERCENT))


def _title(words: Words, periods: Sequence[Period], unit: str) -> str:
    known = [period for period in periods if period.cumulative is not None]
    if not known:
        return words("nothing", unit=words.unit(unit))
    last = known[-1]
    points = last.points
    key = "no_budget" if points is None else "behind" if points < 0 else "ahead" if points else "level"
    return words(
        key,
        label=last.label,
        amount=words.amount(last.cumulative, unit),
        unit=words.unit(unit),
        share=words.percent(last.share),
        points=f"{abs(points or ZERO):,}",
    )


def _alt(words: Words, periods: Sequence[Period], budget: Decimal | None, unit: str) -> str:
    points = [
        words(
            "alt_point",
            label=period.label,
            amount=words.amount(period.cumulative, unit),
            share=words.percent(period.share),
            schedule=words.percent(period.schedule),
        )
        for period in periods
    ]
    joined = words("semicolon").join(points)
    return words("alt", unit=words.unit(unit), budget=words.amount(budget, unit), points=joined)


def _draw(sheet: Sheet, words: Words, periods: Sequence[Period], budget: Decimal | None, unit: str) -> None:
    if not periods:
        return
    left = MARGIN + KEY_WIDTH + label_width(list(map(words, ROWS)), 1.2, SMALL)
    edges = columns(left, len(periods))
    _plot(sheet, periods, budget, edges)
    lines = [
        Line(words("cumulative"), [show_amount(period.cumulative, unit) for period in periods], "bar", True),
        Line(words("share"), [show_percent(period.share) for period in periods]),
        Line(
            words("schedule"), [show_percent(period.schedule) for period in periods], "line" if budget else ""
        ),
        Line(words("difference"), [_signed(period.points) for period in periods], "", True),
    ]
    draw_table(sheet, [period.label for period in periods], lines, edges, ACCENT)
    sheet.y += 0.05
    sheet.block(words("unit", unit=words.unit(unit)), size=TINY, color=MUTED)


def _signed(points: Decimal | None) -> str:
    return "—" if points is None else f"{points:+,}" if points else "0"


def _plot(
    sheet: Sheet, periods: Sequence[Period], budget: Decimal | None, edges: Sequence[tuple[float, float]]
) -> None:
    heights = [period.cumulative for period in periods if period.cumulative is not None]
    heights += [period.schedule * budget for period in periods] if budget else []
    scale = Scale(min([ZERO, *heights]), max([budget or ZERO, *heights]), sheet.y + PLOT, sheet.y + 0.1)
    if budget:
        _grid(sheet, scale, budget, edges[0][0])
    for period, (left, right) in zip(periods, edges, strict=True):
        middle, half = (left + right) / 2, min(0.3, (right - left) * 0.3)
        if period.cumulative is not None:
            sheet.column(middle - half, middle + half, scale(0), scale(period.cumulative), ACCENT)
        if budget:
            planned = scale(period.schedule * budget)
            reach = half + min(0.08, half * 0.4)
            sheet.line(
                (middle - reach, middle + reach), (planned, planned), color="black", width=2.0, zorder=4
            )
    sheet.line((edges[0][0], RIGHT), (scale(0), scale(0)), color=INK, width=0.8, zorder=3)
    sheet.y += PLOT + 0.08


def _grid(sheet: Sheet, scale: Scale, budget: Decimal, left: float) -> None:
    labelled = scale.roomy([share * budget for share in (QUARTERS[4], *QUARTERS)], 0.16)
    for share in QUARTERS:
        y = scale(share * budget)
        sheet.line((left, RIGHT), (y, y), color=RULE, width=0.6)
        if share * budget in labelled:
            sheet.text(left - 0.08, y, show_percent(share, 0), size=7, color=MUTED, align="right")
