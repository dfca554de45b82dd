"""Do the level-1 weights of a project follow its rule pack? A deviation is a remark: it may have its reason."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from jixiao.language import text, wording
from jixiao.quantities import ZERO, show_number, show_percent
from jixiao.rulebook.rules import dimensions
from jixiao.scoring.outcome import as_decimal
from jixiao.scoring.points import EXECUTION
from jixiao.scoring.results import Scores


def remark(scores: Scores, language: str) -> str:
    """Return what the level-1 weights follow or deviate from, or nothing where the pack names none."""
    found = _weights(scores)
    if scores.reason or "" in found or not (scores.pack.shares or scores.pack.minimum):
        return ""
    said = [_named(scores, found, language) if scores.pack.shares else "", _minimum(scores, found, language)]
    return (" " if language == "en" else "").join(filter(None, said))


def _weights(scores: Scores) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for score in scores.scores:
        sums[score.group] = sums.get(score.group, ZERO) + score.weight
    return sums


def _named(scores: Scores, found: Mapping[str, Decimal], language: str) -> str:
    for shares, node in zip(scores.pack.shares, scores.pack.node["shares"], strict=True):
        if shares == found:
            return text("scoring.remark.shares", language, label=wording(node, "label", language))
    listed = text("report.and", language).join(f"{_label(name, language)} {show_number(points)}"
                                               for name, points in found.items())  # fmt: skip
    return text("scoring.remark.shares_differ", language, found=listed)


def _minimum(scores: Scores, found: Mapping[str, Decimal], language: str) -> str:
    if scores.pack.minimum is None:
        return ""
    names, least = scores.pack.minimum
    share = Fraction(sum((found.get(name, ZERO) for name in names), ZERO)) / Fraction(scores.pack.total)
    if share >= Fraction(least):
        return ""
    listed = text("report.and", language).join(_label(name, language) for name in names)
    return text("scoring.remark.minimum", language, names=listed, share=show_percent(as_decimal(share)),
                minimum=show_percent(least))  # fmt: skip


def _label(name: str, language: str) -> str:
    if name == EXECUTION:
        return text("scoring.execution", language)
    return wording(dimensions()[name], "label", language)
