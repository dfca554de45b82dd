"""One rate of a table against the two amounts that it divides."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import half_step, judge
from jixiao.reading.relation import Relation
from jixiao.reading.tabular.table import Table, shown

HUNDRED = Decimal(100)


def one_rate(
    table: Table,
    row: int,
    stated: Figure,
    top: Figure,
    under: Figure,
    name: str = "",
    alternatives: Sequence[tuple[str, Figure | None, Figure | None]] = (),
    added: Figure | None = None,
) -> Iterator[Relation]:
    """Yield the relation of one rate with its two operands; another definition that fits reconciles it with a note.

    Args:
        table: The table.
        row: The row.
        stated: The rate.
        top: What is divided.
        under: What it is divided by.
        name: The definition.
        alternatives: Other definitions with their operands.
        added: What is added to `under`, such as the money carried in.
    """
    if added is not None and added.base:
        yield _on_sum(table, row, stated, top, under, added)
        return
    if not under.base:
        if stated.value and top.base:
            start, end = table.quote(row, stated)
            yield Relation(
                "rate",
                "review",
                "medium",
                (top, under),
                stated,
                "",
                None,
                "%",
                f"{shown(top)} ÷ {shown(under)}",
                start=start,
                end=end,
            )
        return
    if not top.base and not stated.value:
        return
    computed = top.base / under.base * HUNDRED
    verdict, note = judge(stated, computed, (top, under), slack_of(top, under))
    others = tuple(
        (words, one.base / other.base * HUNDRED)
        for words, one, other in alternatives
        if one and other and other.base
    )
    if verdict == "contradicted":
        fits = [
            words for words, value in others if judge(stated, value)[0] == "reconciled" and value != HUNDRED
        ]
        if fits:
            verdict, note, name = "reconciled", "other_definition", fits[0]
        elif not stated.unit and judge(stated, computed / HUNDRED)[0] == "reconciled":
            # printed as a ratio: 0.95
            yield table.relation(
                "rate",
                row,
                stated,
                computed / HUNDRED,
                (top, under),
                f"{shown(top)} ÷ {shown(under)}",
                definition=name,
            )
            return
        elif stated.base == HUNDRED < computed:
            verdict, note = "review", "capped"
        elif _only_rounded(stated, computed, top, under):
            verdict, note = "review", "within_rounding"
    yield table.relation(
        "rate",
        row,
        stated,
        computed,
        (top, under),
        f"{shown(top)} ÷ {shown(under)}",
        verdict=verdict,
        note=note,
        others=others,
        definition=name,
    )


def _on_sum(table: Table, row: int, stated: Figure, top: Figure, under: Figure, added: Figure) -> Relation:
    """Return the relation of a rate on the money of the year together with what was carried in."""
    computed = top.base / (under.base + added.base) * HUNDRED
    formula = f"{shown(top)} ÷ ({shown(added)} + {shown(under)})"
    return table.relation("rate", row, stated, computed, (top, added, under), formula)


def slack_of(top: Figure, under: Figure) -> Decimal | None:
    """Return how far the rounding of two printed amounts can move their ratio, in percentage points."""
    if (
        not under.base
        or not top.base
        or any(figure.kind != "money" or "." not in figure.number for figure in (top, under))
    ):
        return None
    ratio = abs(top.base / under.base)
    return (half_step(top) / abs(top.base) + half_step(under) / abs(under.base)) * ratio * HUNDRED


def _only_rounded(stated: Figure, computed: Decimal, top: Figure, under: Figure) -> bool:
    """Return whether whole amounts in 万元 may hide what the rate was computed from."""
    if (
        any(scale_of(figure.unit) == 1 or figure.kind != "money" for figure in (top, under))
        or stated.value is None
    ):
        return False
    ratio = (
        abs(computed) * (half_step(top) / abs(top.base) + half_step(under) / abs(under.base))
        if top.base
        else Decimal(0)
    )
    return abs(stated.value - computed) <= min(ratio, Decimal("0.5"))
