"""Do the level-1 weights of a project follow its rule pack? A deviation is a remark: it may have its reason."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from jixiao.language import joined, text, wording
from jixiao.quantities import ZERO, as_decimal, show_number, show_percent
from jixiao.rulebook.lists import dimension_label
from jixiao.rulebook.regulations import citation
from jixiao.scoring.engine import names_execution
from jixiao.scoring.points import EXECUTION
from jixiao.scoring.results import Scores


def remark(scores: Scores, language: str, as_of: str) -> str:
    """Return what the level-1 weights follow or deviate from, or nothing where the pack names none.

    Args:
        scores: The scores of a project.
        language: ``zh`` or ``en``.
        as_of: The day of the rules (ISO); a case that rests on a later regulation is left out.
    """
    found = _weights(scores)
    if scores.reason or "" in found or not (scores.pack.shares or scores.pack.minimum):
        return ""
    named = _named(scores, found, language, as_of) if scores.pack.shares else ""
    return joined([named, _minimum(scores, found, language)], language)


def _weights(scores: Scores) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for score in scores.scores:
        group = EXECUTION if names_execution(score.item) else score.group
        sums[group] = sums.get(group, ZERO) + score.weight
    return sums


def _named(scores: Scores, found: Mapping[str, Decimal], language: str, as_of: str) -> str:
    for shares in scores.pack.shares:
        if shares.points == found and shares.is_in_force(as_of):
            label = wording(shares.node, "label", language)
            if shares.basis is None:
                return text("scoring.remark.shares", language, label=label)
            return text("scoring.remark.shares_on", language, label=label, basis=citation(shares.basis, language))
    listed = text("report.and", language).join(f"{_label(name, scores, language)} {show_number(points)}"
                                               for name, points in found.items())  # fmt: skip
    return text("scoring.remark.shares_differ", language, found=listed)


def _minimum(scores: Scores, found: Mapping[str, Decimal], language: str) -> str:
    if scores.pack.minimum is None:
        return ""
    names, least = scores.pack.minimum
    share = Fraction(sum((found.get(name, ZERO) for name in names), ZERO)) / Fraction(scores.pack.total)
    if share >= Fraction(least):
        return ""
    listed = text("report.and", language).join(_label(name, scores, language) for name in names)
    return text("scoring.remark.minimum", language, names=listed, share=show_percent(as_decimal(share)),
                minimum=show_percent(least))  # fmt: skip


def _label(name: str, scores: Scores, language: str) -> str:
    if name == EXECUTION:
        return text("scoring.execution", language)
    return dimension_label(name, language, scores.pack.basis.regulation)
