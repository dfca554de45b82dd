"""What became of the points: every point that an indicator lost, with its reason; the losses add up exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from jixiao.language import text
from jixiao.quantities import as_decimal, show_number
from jixiao.rulebook.pack import Pack
from jixiao.scoring.points import Score

_LONG = 6


@dataclass(frozen=True, slots=True)
class Lost:
    """Points lost (gained, where negative) for one reason, exact.

    `kind` is ``share`` (not earned), ``over`` or ``deducted`` (taken off), ``floor`` (given back, for no score is
    below zero) or ``rounding``.
    """

    kind: str
    points: Fraction
    words: str
    places: tuple[str, ...] = ()


def losses(score: Score, pack: Pack, language: str) -> tuple[Lost, ...]:
    """Return why a score is less than its full marks; the points of all add up to exactly the difference.

    A score that was withheld has lost nothing: it has no points yet.
    """
    return tuple(lost for lost in _losses(score, pack, language) if lost.points)


def _losses(score: Score, pack: Pack, language: str) -> Iterator[Lost]:
    share, points, exact = score.outcome.share, score.points, score.exact
    if share is None or points is None or exact is None:
        return
    full = Fraction(score.weight)
    earned = share * full if share >= 0 else Fraction(0)
    if score.item.id != "execution":
        earned = min(earned, full)
    taken = Fraction(0)
    if earned != full:
        gained = text("trace.lost.gained", language, share=shown(earned / full) if full else "—")
        words = gained if earned > full else score.outcome.sentence(language)
        yield Lost("share", full - earned, words)
    for loss in score.outcome.losses:
        taken += Fraction(loss.points)
        yield Lost(loss.reason, Fraction(loss.points), loss.reason_text(language), loss.places)
    yield Lost("floor", (earned - taken) - exact, text("trace.lost.floor", language))
    rounding = text(f"trace.rounding.{pack.rounding.mode}", language, digits=pack.rounding.digits)
    yield Lost("rounding", exact - Fraction(points), text("trace.lost.rounding", language, exact=shown(exact),
                                                          points=show_number(points), how=rounding))  # fmt: skip


def shown(value: Fraction) -> str:
    """Return an exact number as a reader sees it: in full where it is short, else as near as six places.

    Example:
        >>> shown(Fraction(57, 10)), shown(Fraction(2, 3)), shown(Fraction(-1, 4))
        ('5.7', '2/3 ≈ 0.666667', '−0.25')
    """
    decimal = as_decimal(value)
    short = round(decimal, _LONG)
    if Fraction(short) == value:
        return show_number(short)
    near = f"≈ {show_number(short)}"
    return near if value.denominator > 10**_LONG else f"{value} {near}".replace("-", "−")
