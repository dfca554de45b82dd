"""The settings of a rule pack in words: one function for each key of a pack's file."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from jixiao.catalogue.sections import joined, word
from jixiao.language import text, wording
from jixiao.quantities import as_decimal, show_number
from jixiao.rulebook import NEWEST, rules
from jixiao.rulebook.lists import dimension_label
from jixiao.rulebook.pack import Pack

EXECUTION = "execution"


def setting(key: str, pack: Pack, language: str) -> list[str]:
    """Return what a pack says under `key`, as sentences."""
    return _SETTINGS[key](pack, language)


def shares_label(code: str, pack: Pack, language: str) -> str:
    """Return the name of a dimension, or of the execution rate that stands beside them."""
    return text("scoring.execution", language) if code == EXECUTION else _dimension(code, pack, language)


def percent(share: Decimal | Fraction) -> str:
    """Return a share as a percentage without needless zeros."""
    return f"{show_number(as_decimal(Fraction(share) * 100))}%"


def _dimension(code: str, pack: Pack, language: str) -> str:
    return dimension_label(code, language, pack.basis.regulation)


def _rate(code: str, language: str) -> str:
    return rules.load_rules(NEWEST).indicator(code).text("label", language)


def _choice(key: str) -> Callable[[Pack, str], list[str]]:
    return lambda pack, language: [word(f"{key}.{getattr(pack, key)}", language)]


def _total(pack: Pack, language: str) -> list[str]:
    return [word("points", language, points=show_number(pack.total))]


def _execution(pack: Pack, language: str) -> list[str]:
    found = pack.execution
    if found is None:
        return [word("execution.not_apart", language)]
    cap = word("execution.no_cap", language)
    if found.cap is not None:
        cap = word("execution.cap", language, cap=percent(found.cap))
    return [word("execution.apart", language, rate=_rate(found.rate, language), points=show_number(found.points)), cap]


def _over(pack: Pack, language: str) -> list[str]:
    over = pack.over
    side = "from" if over.includes_bound else "above"
    told = [word(f"over.explain_{side}", language, at=show_number(over.explain_at))]
    if over.zero_target_at is not None:
        told.append(word(f"over.zero_{side}", language, at=show_number(over.zero_target_at)))
    for loss in sorted(over.penalties, key=lambda loss: loss.at):
        lost = word("over.points", language, points=show_number(loss.points)) if loss.points else word(
            "over.share", language, share=percent(loss.share))  # fmt: skip
        told.append(word(f"over.lose_{side}", language, at=show_number(loss.at), lost=lost))
    if not over.penalties:
        return [*told, word("over.nothing", language)]
    return [*told, word("over.unexplained" if over.only_unexplained else "over.always", language)]


def _lateness(pack: Pack, language: str) -> list[str]:
    late = pack.lateness
    if not late.table:
        return [word("lateness.per_day", language, share=percent(late.per_day))]
    steps = [word("lateness.step", language, days=days, share=percent(share)) for days, share in late.table]
    return [*steps, word("lateness.beyond", language)]


def _bands(pack: Pack, language: str) -> list[str]:
    return [
        word(f"bands.{band.closed}", language, band=word(f"band.{name}", language), low=percent(band.low),
             high=percent(band.high))
        for name, band in pack.bands.items()
    ]  # fmt: skip


def _satisfaction(pack: Pack, language: str) -> list[str]:
    if not pack.satisfaction:
        return [word("satisfaction.proportional", language)]
    steps = [word("satisfaction.step", language, rate=percent(low), share=percent(share))
             for low, share in pack.satisfaction]  # fmt: skip
    return [*steps, word("satisfaction.below", language)]


def _rounding(pack: Pack, language: str) -> list[str]:
    return [word(f"rounding.{pack.rounding.mode}", language, digits=pack.rounding.digits)]


def _caps(pack: Pack, language: str) -> list[str]:
    caps = sorted(pack.caps, key=lambda cap: cap.below, reverse=True)
    return [word("caps.cap", language, rate=_rate(cap.rate, language), below=percent(cap.below),
                 at_most=show_number(cap.at_most)) for cap in caps] or [word("caps.none", language)]  # fmt: skip


def _grades(pack: Pack, language: str) -> list[str]:
    return [word("grades.grade", language, grade=wording(grade.node, "label", language),
                 at_least=show_number(grade.at_least)) for grade in pack.grades]  # fmt: skip


def _shares(pack: Pack, language: str) -> list[str]:
    return [word("shares.row", language, label=wording(row.node, "label", language),
                 points=_points(row.points, pack, language)) for row in pack.shares] or [
        word("shares.none", language)]  # fmt: skip


def _points(row: Mapping[str, Decimal], pack: Pack, language: str) -> str:
    return joined((f"{shares_label(code, pack, language)} {show_number(points)}" for code, points in row.items()),
                  language)  # fmt: skip


def _minimum(pack: Pack, language: str) -> list[str]:
    if pack.minimum is None:
        return [word("minimum.none", language)]
    names, share = pack.minimum
    labels = joined((_dimension(name, pack, language) for name in names), language)
    return [word("minimum.share", language, names=labels, share=percent(share))]


def _indicators(pack: Pack, language: str) -> list[str]:
    own = pack.scores == "catalogue"
    return [word("indicators.listed" if own else "indicators.own", language, number=len(pack.indicators))]


def _optional(pack: Pack, language: str) -> list[str]:
    if not pack.optional:
        return [word("optional.all", language)]
    found = (rules.load_rules(NEWEST).indicator(code).under(pack.basis.regulation) for code in pack.optional)
    names = joined((rule.text("label", language) for rule in found), language)
    return [word(f"optional.{pack.dropped}", language, names=names)]


_SETTINGS: Mapping[str, Callable[[Pack, str], list[str]]] = {
    "scores": _choice("scores"), "total": _total, "shares": _shares, "minimum": _minimum, "execution": _execution,
    "over": _over, "at_most": _choice("at_most"), "exactly": _choice("exactly"), "lateness": _lateness,
    "bands": _bands, "satisfaction": _satisfaction, "missing": _choice("missing"), "negative": _choice("negative"),
    "dropped": _choice("dropped"), "rounding": _rounding, "caps": _caps, "grades": _grades, "indicators": _indicators,
    "optional": _optional,
}  # fmt: skip
KEYS = tuple(_SETTINGS)
"""The settings in the order in which a page shows them."""
