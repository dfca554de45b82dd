"""Shares of one list judged together: by the whole on which the others hold, or by the sum of their parts."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from jixiao.quantities import PERCENT
from jixiao.reading.figure import Figure
from jixiao.reading.rate_statement import Statement
from jixiao.reading.ratio import CERTAIN, Rated, Ratio, decide

Ratios = Callable[[Statement], list[Ratio]]
_LEAST, _FEW, _MOST = 2, 3, 40
_ROUNDING = Decimal("0.1")


def told_by_lists(found: Iterable[Rated], ratios: Ratios) -> list[Rated]:
    """Return the verdicts with those of shares corrected by the other shares of their list.

    Args:
        found: The verdicts on all percentages, in the order of the text.
        ratios: Gives the ratios that a share may be.
    """
    known = _by_sums(list(found))
    wholes: dict[int, Counter[Decimal]] = {}
    for rated in known:
        if rated.statement.family == "share" and rated.verdict == "reconciled" and _has_whole(rated):
            assert rated.ratio is not None
            wholes.setdefault(rated.statement.figure.line, Counter())[rated.ratio.whole] += 1
    judged = [_by_sibling(rated, wholes.get(rated.statement.figure.line, Counter()), ratios) for rated in known]
    return _doubted([rated for rated in judged if rated.verdict != "unknown"])


def _has_whole(rated: Rated) -> bool:
    return bool(rated.ratio and rated.ratio.denominator)


def _by_sums(found: list[Rated]) -> list[Rated]:
    """Judge the shares of a list whose whole stands nowhere by the sum of its parts."""
    lists: dict[int, list[int]] = {}
    for index, rated in enumerate(found):
        if rated.verdict == "unknown" and rated.lone and not rated.statement.base and rated.statement.claims:
            lists.setdefault(rated.statement.figure.line, []).append(index)
    judged = list(found)
    for indexes in lists.values():
        for index, rated in zip(indexes, _of_sum([found[index] for index in indexes]), strict=False):
            judged[index] = rated
    return judged


def _of_sum(rates: list[Rated]) -> Iterable[Rated]:
    """Return the verdicts on parts of their sum if at least two of them, and all but one, hold; [] if not."""
    parts = tuple(rated.lone[0] for rated in rates if rated.lone)
    kinds = {(part.kind, part.unit) for part in parts}
    if not _LEAST <= len(parts) <= _MOST or len(kinds) > 1 or len(set(_ids(parts))) < len(parts):
        return []
    ratios = [Ratio((part,), parts, "", CERTAIN) for part in parts]
    held = [ratio.is_possible and ratio.judged(rated.statement.figure)[0] == "reconciled"
            for ratio, rated in zip(ratios, rates, strict=True)]  # fmt: skip
    stated = sum((rated.statement.figure.base for rated in rates), Decimal(0))
    whole = abs(stated - PERCENT) <= _ROUNDING * len(parts)
    if not (all(held) and whole or len(parts) >= _FEW and held.count(False) == 1):
        return []
    return [decide(rated.statement, [ratio]) or rated for rated, ratio in zip(rates, ratios, strict=True)]


def _ids(figures: Iterable[Figure]) -> Iterable[str]:
    return (figure.id for figure in figures)


def _doubted(found: list[Rated]) -> list[Rated]:
    """Let a person judge where no share of a list fits its whole: then the whole is another one."""
    failed: Counter[tuple[int, str]] = Counter()
    for rated in found:
        if _is_bare_share(rated) and rated.verdict == "contradicted":
            failed[_list_of(rated)] += 1
    holds = {_list_of(rated) for rated in found if _is_bare_share(rated) and rated.verdict == "reconciled"}
    return [
        replace(rated, verdict="review", note="roles")
        if _is_bare_share(rated)
        and rated.verdict == "contradicted"
        and failed[_list_of(rated)] > 1
        and _list_of(rated) not in holds
        else rated
        for rated in found
    ]


def _is_bare_share(rated: Rated) -> bool:
    return (
        rated.statement.family == "share"
        and not rated.statement.base
        and bool(rated.ratio and rated.ratio.denominator)
    )


def _list_of(rated: Rated) -> tuple[int, str]:
    assert rated.ratio is not None
    return rated.statement.figure.line, rated.ratio.denominator[0].id


def _by_sibling(rated: Rated, wholes: "Counter[Decimal]", ratios: Ratios) -> Rated:
    if rated.statement.family != "share" or rated.verdict == "reconciled" or not rated.statement.claims:
        return rated
    for ratio in ratios(rated.statement):
        if wholes[ratio.whole] > 1:
            return decide(rated.statement, [replace(ratio, strength=CERTAIN)]) or rated
    return rated
