"""The vouchers behind an amount: by fund source, their numbers and what they add up to."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.intake.facts import Facts
from jixiao.intake.tables import Row
from jixiao.language import text
from jixiao.quantities import ZERO, show_money
from jixiao.reconcile.figures import digits_of
from jixiao.totals import SIGNS
from jixiao.tracing.places import runs, spans
from jixiao.tracing.trace import Step

SHOWN = 300
_NUMBER = re.compile(r"(.*?)([0-9]+)")


def net(rows: Iterable[Row]) -> Decimal:
    """Return what ledger lines add up to in 元; refunds are taken off."""
    return sum((SIGNS[row["direction"]] * row["amount"] for row in rows), ZERO)


def money(yuan: Decimal, unit: str, language: str) -> str:
    """Return an amount with its unit, to the fen where it has any."""
    return show_money(yuan, unit, language, digits_of(yuan, unit, 2))


def voucher_steps(rows: Iterable[Row], facts: Facts, language: str) -> Iterator[Step]:
    """Yield one step per fund source: how many vouchers, their sum, their numbers, their lines."""
    sources: dict[str, list[Row]] = {}
    for row in rows:
        sources.setdefault(str(row["fund_source"]), []).append(row)
    for source, lines in sources.items():
        numbers = list(dict.fromkeys(str(row["voucher_no"]) for row in lines))
        total = net(lines)
        words = text("trace.vouchers", language, source=source, number=len(numbers), numbers=listed(numbers, language),
                     amount=money(total, facts.project.money_unit, language))  # fmt: skip
        yield Step("voucher", words, f"{total:f}", spans(str(row.cell("amount").place) for row in lines))


def listed(numbers: Iterable[str], language: str) -> str:
    """Return voucher numbers in a row, those that follow each other as first and last.

    Example:
        >>> listed(["记-01", "记-02", "记-03", "记-07"], "zh")
        '记-01 至 记-03、记-07'
    """
    pieces = list(_pieces(numbers, language))
    shown = text("trace.and", language).join(pieces[:SHOWN])
    return text("trace.more", language, shown=shown, number=len(pieces) - SHOWN) if len(pieces) > SHOWN else shown


def _pieces(numbers: Iterable[str], language: str) -> Iterator[str]:
    series: dict[tuple[str, int], dict[int, str]] = {}
    for name in numbers:
        found = _NUMBER.fullmatch(name)
        key = (found[1], len(found[2])) if found else (name, 0)
        series.setdefault(key, {})[int(found[2]) if found else 0] = name
    for names in series.values():
        for first, last in runs(sorted(names)):
            if last - first < 2:
                yield from (names[number] for number in range(first, last + 1))
            else:
                yield text("trace.to", language, first=names[first], last=names[last])
