"""What people decide: a judgement within its band, the points of a check-list."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from jixiao.quantities import PERCENT, ZERO
from jixiao.rulebook.pack import Band, Pack
from jixiao.scoring.kinds import kind
from jixiao.scoring.kinds.numbers import DASH, FULL, NOTHING, fraction
from jixiao.scoring.outcome import Outcome, none
from jixiao.scoring.sheet import Element, Item, Judgement, Sheet

_ANY = Band(NOTHING, FULL, "both")


@kind("qualitative")
def qualitative(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score by a person's judgement; the points must lie within the band that the person chose."""
    return judged(item.judged, item.weight, pack)


def judged(judgement: Judgement | None, weight: Decimal | None, pack: Pack) -> Outcome:
    """Return the outcome of a person's judgement of an indicator with these full marks."""
    if judgement is None or judgement.score is None:
        return none("not_judged")
    if not weight:
        return none("weight_zero")
    band = pack.bands.get(judgement.band, _ANY)
    fields = {"by": judgement.by or DASH, "on": str(judgement.on or DASH), "why": judgement.reason or DASH}
    places = (judgement.place,) if judgement.place else ()
    share = fraction(judgement.score, weight)
    if not band.holds(share):
        ends = {"least": band.low * Fraction(weight), "most": band.high * Fraction(weight)}
        return none("outside_band", places, low=band.low, high=band.high, **ends, **fields)
    return Outcome(share, "judged", fields, "judged", places=places)


@kind("element")
def check_list(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score by the points of a check-list."""
    return counted(item.elements)


def counted(elements: Sequence[Element]) -> Outcome:
    """Return the share of the points that are met; a gate that is not met leaves nothing."""
    still_open = [entry for entry in elements if not entry.met or entry.share is None]
    if not elements or still_open:
        return none("elements_open", _places(still_open))
    whole = sum((entry.share for entry in elements if entry.share is not None), ZERO)
    if whole != PERCENT or any(entry.share < 0 for entry in elements if entry.share is not None):
        return none("elements_shares", _places(elements), sum=whole)
    unmet = [entry for entry in elements if entry.met == "no"]
    fields = {"elements": tuple(entry.text for entry in unmet)}
    if any(entry.gate for entry in unmet):
        return Outcome(NOTHING, "gate_unmet", fields, "elements", places=_places(unmet))
    met = sum((entry.share for entry in elements if entry.met == "yes" and entry.share is not None), ZERO)
    return Outcome(Fraction(met) / 100, "elements_unmet" if unmet else "elements_met", fields, "elements",
                   places=_places(unmet))  # fmt: skip


def _places(elements: Sequence[Element]) -> tuple[str, ...]:
    return tuple(entry.place for entry in elements if entry.place)
