"""Rates in a column: which two columns it divides, and whether each row holds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.grids.columns import plain, rate_of
from jixiao.reading.judging import judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular import check
from jixiao.reading.tabular.declared import declared_pair
from jixiao.reading.tabular.one_rate import HUNDRED, one_rate, slack_of
from jixiao.reading.tabular.rate_pairs import Pair, carried_in, chosen_pair, pairs_of
from jixiao.reading.tabular.table import Table, shown


@check("rates")
def find(table: Table) -> Iterator[Relation]:
    """Check each column of rates."""
    for column in table.grid.columns("rate"):
        name = table.grid.column_name(column)
        kind = rate_of(name)
        if kind in ("growth", "share"):
            continue
        pairs = pairs_of(table, column, kind)
        declared = declared_pair(table, column, pairs)
        if declared is not None and table.grid.surface == "lines":
            # what the table itself declares leaves no other definition
            pairs = [declared]
        chosen = chosen_pair(table, column, pairs, kind)
        if chosen is not None:
            yield from _doubted(table, list(_told(table, column, chosen, pairs, kind)))


def _doubted(table: Table, found: list[Relation]) -> Iterator[Relation]:
    """Yield the rates of a column; where none of several holds, the columns were misread."""
    rates = [relation for relation in found if relation.kind == "rate"]
    wrong = [relation for relation in rates if relation.verdict == "contradicted"]
    doubtful = len(wrong) == len(rates) and (
        len(rates) > 2
        or (
            rates
            and table.grid.surface != "lines"
            and any(
                relation.stated is not None and relation.stated.unit != "%" and relation.stated.value
                for relation in rates
            )
        )
    )
    for relation in found:
        if not (doubtful and relation in wrong):
            yield relation
        elif len(rates) < 6:
            yield replace(relation, verdict="review", severity="low")


def _told(table: Table, column: int, chosen: Pair, pairs: Sequence[Pair], kind: str) -> Iterator[Relation]:
    carried = carried_in(table, column, chosen)
    marked = sum(figure.unit == "%" for figure in table.cells(column, table.grid.body_rows()).values())
    for row in table.grid.body_rows():
        stated = table.grid.figure(row, column)
        if stated is not None and stated.value and marked and stated.unit != "%":
            continue
        pair = chosen if stated is None else _fitting(table, row, stated, chosen, pairs)
        top, under = table.grid.figure(row, pair.top), table.grid.figure(row, pair.under)
        if stated is not None and top is not None and under is not None:
            if kind == "remainder":
                top = _unspent(table, row, stated, top, under)
            yield from one_rate(
                table,
                row,
                stated,
                top,
                under,
                definition(table, pair),
                [
                    *_with_carried(table, row, pair),
                    *_others(table, row, [other for other in pairs if other != pair]),
                ],
                table.grid.figure(row, carried) if carried is not None else None,
            )
        elif stated is not None and stated.value:
            start, end = table.quote(row, stated)
            operands = tuple(figure for figure in (top, under) if figure is not None)
            if kind and _is_asked(table, row, chosen):
                yield Relation(
                    "rate_no_operand",
                    "not_verifiable",
                    "low",
                    operands,
                    stated,
                    "",
                    None,
                    "%",
                    start=start,
                    end=end,
                )
                yield from _implied(table, row, stated, top, under)
        elif top is not None and under is not None and under.base and not _is_total_of_form(table, row):
            start, end = table.quote(row, top, under)
            yield Relation(
                "rate_unstated",
                "derived",
                "low",
                (top, under),
                None,
                "",
                top.base / under.base * HUNDRED,
                "%",
                f"{shown(top)} ÷ {shown(under)}",
                start=start,
                end=end,
            )


def _fitting(table: Table, row: int, stated: Figure, chosen: Pair, pairs: Sequence[Pair]) -> Pair:
    """Return the more official pair of columns where a row follows it although most rows do not."""
    before = pairs[: pairs.index(chosen)] if chosen in pairs else ()
    for pair in before:
        top, under = table.grid.figure(row, pair.top), table.grid.figure(row, pair.under)
        if top is not None and under is not None and under.base:
            ratio = top.base / under.base * HUNDRED
            if judge(stated, ratio, (top, under), slack_of(top, under))[0] == "reconciled":
                return pair
    return chosen


def _others(table: Table, row: int, pairs: Sequence[Pair]) -> list[tuple[str, Figure | None, Figure | None]]:
    """Return the other pairs that the name of the rate allows, with their definition."""
    grid = table.grid
    return [
        (definition(table, pair), grid.figure(row, pair.top), grid.figure(row, pair.under)) for pair in pairs
    ]


def _with_carried(table: Table, row: int, chosen: Pair) -> list[tuple[str, Figure | None, Figure | None]]:
    """Return the definition on the money of the year together with what was carried in, if the table has it."""
    grid = table.grid
    carried = next((grid.figure(row, column) for column in grid.columns("carry_in")), None)
    top, under = grid.figure(row, chosen.top), grid.figure(row, chosen.under)
    if carried is None or top is None or under is None or under.value is None:
        return []
    both = replace(under, value=(under.base + carried.base) / scale_of(under.unit))
    names = [
        plain(grid.column_name(column)) for column in (chosen.top, grid.columns("carry_in")[0], chosen.under)
    ]
    return [(f"{names[0]}÷（{names[1]}＋{names[2]}）", top, both)]


def definition(table: Table, pair: Pair) -> str:
    """Return the names of the two columns that a rate divides; empty if they are not printed."""
    top, under = plain(table.grid.column_name(pair.top)), plain(table.grid.column_name(pair.under))
    return f"{top}÷{under}" if top and under else ""


def _unspent(table: Table, row: int, stated: Figure, left: Figure, under: Figure) -> Figure:
    """Return what is left: as printed, or by budget and spending where the printed balance itself is wrong."""
    spent = next((table.grid.figure(row, column) for column in table.grid.columns("spent")), None)
    if spent is None or not under.base or judge(stated, left.base / under.base * HUNDRED)[0] == "reconciled":
        return left
    rest = under.base - spent.base
    fits = judge(stated, rest / under.base * HUNDRED)[0] == "reconciled"
    return replace(left, value=rest / scale_of(left.unit)) if fits else left


def _implied(
    table: Table, row: int, rate: Figure, top: Figure | None, under: Figure | None
) -> Iterator[Relation]:
    """Yield the amount that a rate and its only operand imply."""
    known = top or under
    if known is None or not rate.base or known.kind != "money":
        return
    computed = known.base * HUNDRED / rate.base if top is not None else known.base * rate.base / HUNDRED
    start, end = table.quote(row, known, rate)
    formula = f"{shown(known)} ÷ {shown(rate)}%" if top is not None else f"{shown(known)} × {shown(rate)}%"
    yield Relation(
        "implied_total",
        "derived",
        "low",
        (known, rate),
        None,
        "",
        computed / scale_of(known.unit),
        known.unit,
        formula,
        start=start,
        end=end,
    )


def _is_asked(table: Table, row: int, pair: Pair) -> bool:
    """Return whether an operand is left out of the row although its column has others."""
    return table.grid.row_roles[row] == "item" and all(
        table.cells(column, table.grid.body_rows()) for column in (pair.top, pair.under)
    )


def _is_total_of_form(table: Table, row: int) -> bool:
    return all(figure.value == 0 for figure in (cell.figure for cell in table.grid.rows[row]) if figure)
