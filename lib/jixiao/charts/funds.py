"""Budget, funds received and spending, with the rates of the report beside the recomputed ones."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from jixiao.charts.canvas.chart import Chart, Content, compose
from jixiao.charts.canvas.lettering import label_width, text_width
from jixiao.charts.canvas.rates import Rate, difference, draw_rates, remark
from jixiao.charts.canvas.sheet import ACCENT, BAD, BODY, GREY, INK, MARGIN, MUTED, RIGHT, SMALL, Scale, Sheet
from jixiao.charts.canvas.words import Words, exact, exact_amount
from jixiao.quantities import PERCENT, ZERO

ROW, THICK = 0.34, 0.2
COLORS = {"budget": GREY, "received": ACCENT, "spent": "#5f87bd"}
Amounts = Mapping[str, Decimal | None]


def funds_chart(
    budget: Decimal | None, received: Decimal | None, spent: Decimal | None, unit: str,
    rates: Sequence[Rate] = (), language: str | None = None, source: str = "",
) -> Chart:  # fmt: skip
    """Draw the money of a project and its rates.

    Args:
        budget: Budget in 元, None if not given.
        received: Funds received in 元, None if not given.
        spent: Spending in 元, None if not given.
        unit: Money unit in which amounts are printed (元, 万元 or 亿元).
        rates: Label, stated rate, recomputed rate; the rates as ratios (0.9309), None if missing.
        language: ``zh`` or ``en``; without it the environment decides.
        source: Where the figures come from.
    """
    words = Words("funds", language)
    amounts = {"budget": budget, "received": received, "spent": spent}
    content = Content(
        title=_title(words, amounts, unit),
        subtitle=_subtitle(words, rates),
        alt=_alt(words, amounts, unit, rates),
        source=source,
        columns=_columns(words, unit),
        rows=_rows(words, amounts, unit, rates),
    )
    return compose("funds", words, lambda sheet: _draw(sheet, words, amounts, unit, rates), content)


def _columns(words: Words, unit: str) -> tuple[str, ...]:
    amount = words("column_amount", unit=words.unit(unit))
    return (words("column_item"), amount, words("column_stated"), words("column_recomputed"))


def _rows(words: Words, amounts: Amounts, unit: str, rates: Sequence[Rate]) -> list[tuple[str, ...]]:
    money = [(words(key), exact_amount(yuan, unit), "", "") for key, yuan in amounts.items()]
    return [*money, *((label, "", *map(_percentage, pair)) for label, *pair in rates)]


def _draw(sheet: Sheet, words: Words, amounts: Amounts, unit: str, rates: Sequence[Rate]) -> None:
    room = label_width([*map(words, amounts), *(label for label, *_ in rates)], 1.7, BODY)
    _draw_amounts(sheet, words, amounts, unit, room)
    if rates:
        sheet.y += 0.16
        draw_rates(sheet, words, rates, room)


def _percentage(ratio: Decimal | None) -> str:
    return exact(None if ratio is None else ratio * PERCENT)


def _excess(amounts: Amounts) -> Decimal:
    received, spent = amounts["received"], amounts["spent"]
    return ZERO if received is None or spent is None else max(ZERO, spent - received)


def _title(words: Words, amounts: Amounts, unit: str) -> str:
    missing = [words(key) for key in ("received", "spent") if amounts[key] is None]
    if missing:
        return words("incomplete", missing=words("and").join(missing), unit=words.unit(unit))
    shown = {key: words.amount(amounts[key], unit) for key in ("received", "spent")}
    return words("over" if _excess(amounts) else "within", unit=words.unit(unit), **shown)


def _subtitle(words: Words, rates: Sequence[Rate]) -> str:
    gaps = [
        (label, abs(difference(stated, recomputed)))
        for label, stated, recomputed in rates
        if stated is not None and recomputed is not None
    ]
    if not gaps:
        return ""
    label, points = max(gaps, key=lambda gap: gap[1])
    return words("widest", label=label, points=f"{points:,}") if points else words("all_equal")


def _alt(words: Words, amounts: Amounts, unit: str, rates: Sequence[Rate]) -> str:
    shown = {key: words.amount(yuan, unit) for key, yuan in amounts.items()}
    parts = [words("alt_amounts", unit=words.unit(unit), **shown)]
    if excess := _excess(amounts):
        parts.append(words("alt_excess", excess=words.amount(excess, unit)))
    for label, *pair in rates:
        stated, recomputed = map(words.percent, pair)
        note = remark(words, *pair)
        parts.append(words("alt_rate", label=label, stated=stated, recomputed=recomputed, note=note))
    return "".join(parts).strip()


def _draw_amounts(sheet: Sheet, words: Words, amounts: Amounts, unit: str, room: float) -> None:
    sheet.heading(words("amounts", unit=words.unit(unit)))
    excess, received = _excess(amounts), amounts["received"]
    note = words("excess", excess=words.amount(excess, unit)) if excess else ""
    shown = {key: words.amount(yuan, unit) for key, yuan in amounts.items()}
    spent_width = text_width(shown["spent"], BODY, True) + 0.12
    tail = max(
        spent_width + text_width(note, SMALL, True), *(text_width(s, BODY, True) for s in shown.values())
    )
    known = [yuan for yuan in amounts.values() if yuan is not None]
    scale = Scale(min([ZERO, *known]), max([ZERO, *known]), MARGIN + room, RIGHT - tail - 0.1)
    top = sheet.y
    for key, yuan in amounts.items():
        middle = sheet.y + ROW / 2
        sheet.text(MARGIN, middle, words(key))
        _bar(sheet, scale, middle, key, yuan, excess)
        beyond = [ZERO, yuan or ZERO, (received or ZERO) if key == "spent" else ZERO]
        place = scale(max(beyond)) + 0.08
        missing = yuan is None
        sheet.text(place, middle, shown[key], bold=not missing, color=MUTED if missing else INK)
        sheet.y += ROW
    if excess:
        sheet.text(place + spent_width, middle, note, size=SMALL, color=BAD, bold=True)
    if received is not None:
        limit = (scale(received), scale(received))
        sheet.line(limit, (top + ROW, sheet.y), color=INK, width=1.0, dashed=not excess, zorder=3)
    sheet.line((scale(0), scale(0)), (top, sheet.y), color=INK, width=0.8, zorder=3)


def _bar(sheet: Sheet, scale: Scale, y: float, key: str, yuan: Decimal | None, excess: Decimal) -> None:
    if yuan is None:
        return
    within = yuan - excess if key == "spent" else yuan
    sheet.bar(scale(0), scale(within), y, THICK, COLORS[key])
    if within != yuan:
        sheet.bar(scale(within), scale(yuan), y, THICK, "white", hatch="/////", edge=BAD)
