"""An amount of money: its marks, brackets and own units; all of it exact, in the unit of its column."""

import re
from decimal import Decimal
from functools import cache

from jixiao.intake import limits
from jixiao.intake.cells import CellRefusedError
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.reading.lexicon import longest_first, words
from jixiao.repairs.draft import Draft
from jixiao.repairs.numbers import NUMBER, shown, with_plain_digits, with_plain_sign, without_noise
from jixiao.repairs.written import written_amount

_FEN = Decimal("0.01")
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_PERCENT = re.compile(rf"[-+\u2212]?\s*{NUMBER}\s*[%\u2030]")


def as_amount(draft: Draft, unit: str) -> None:
    """Bring an amount to a plain number in `unit`: 元, 万元 or 亿元; what is no amount stays as it is.

    Raises:
        CellRefusedError: It is a percentage.
    """
    if _PERCENT.fullmatch(draft.text):
        raise CellRefusedError("percent-not-amount", unit=unit)
    if not _PLAIN.fullmatch(draft.text):
        _without_marks(draft)
        with_plain_sign(draft)
        with_plain_digits(draft)
        if not _PLAIN.fullmatch(draft.text):
            _with_own_unit(draft, unit)
    if _PLAIN.fullmatch(draft.text):
        without_noise(draft, _FEN / YUAN_PER_UNIT[unit])


def _without_marks(draft: Draft) -> None:
    """Take away one mark of the currency; brackets around a number and the word for minus become a minus."""
    draft.put("currency-mark", _patterns()["mark"].sub(r"\1", draft.text, count=1))
    brackets = _patterns()["brackets"].fullmatch(draft.text)
    draft.put("brackets-negative", f"-{brackets[1]}" if brackets else draft.text)
    draft.put("negative-word", _patterns()["negative"].sub("-", draft.text, count=1))


def _with_own_unit(draft: Draft, unit: str) -> None:
    """Convert an amount that names its unit, in digits or in words, exactly into `unit`."""
    found = _patterns()["units"].fullmatch(draft.text)
    if not found:
        _from_words(draft, unit)
        return
    pieces = [(_digits(number), _scales()[word]) for number, word in _patterns()["piece"].findall(found[2])]
    if not _fit(pieces):
        return
    number, scale = pieces[0]
    if "," in found[2]:
        draft.put("thousands-separator", draft.text.replace(",", ""))
    if len(pieces) == 1 and scale == YUAN_PER_UNIT[unit]:
        draft.put("unit-word", found[1] + number)
    else:
        yuan = sum((Decimal(number) * scale for number, scale in pieces), Decimal(0))
        draft.put("unit-converted", found[1] + shown(yuan / YUAN_PER_UNIT[unit]))


def _from_words(draft: Draft, unit: str) -> None:
    sign = "-" if draft.text.startswith("-") else ""
    yuan = written_amount(draft.text.removeprefix("-"))
    if yuan is not None:
        draft.put("written-out", sign + shown(yuan / YUAN_PER_UNIT[unit]))


def _digits(number: str) -> str:
    draft = Draft(number)
    with_plain_digits(draft)
    return draft.text


def _fit(pieces: list[tuple[str, Decimal]]) -> bool:
    """Return whether the parts of an amount such as 1亿2000万元 go down in size and none reaches into another."""
    if not all(_PLAIN.fullmatch(number) for number, _ in pieces) or _too_long(pieces):
        return False
    pairs = list(zip(pieces, pieces[1:], strict=False))
    return all(higher[0].isdigit() and Decimal(lower[0]) * lower[1] < higher[1] for higher, lower in pairs)


def _too_long(pieces: list[tuple[str, Decimal]]) -> bool:
    # More digits would be rounded by the arithmetic that follows.
    return sum(len(number) for number, _ in pieces) > limits.NUMBER_DIGITS


@cache
def _scales() -> dict[str, Decimal]:
    return {word: Decimal(scale) for word, scale in words("repairs")["units"].items()}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    known = words("repairs")
    units, closing = longest_first(known["units"]), longest_first(known["closing"])
    numerals = re.escape("".join(known["numerals"]))
    piece = rf"({NUMBER})\s*({units})\s*"
    named = rf"{NUMBER}\s*(?:{units})\s*"
    return {
        "mark": re.compile(rf"^([-+\u2212(]?\s*)(?:{longest_first(known['currency'])})\s*:?\s*(?=\S)", re.IGNORECASE),
        "brackets": re.compile(rf"\(\s*({NUMBER}\s*(?:{units})?)\s*\)"),
        "negative": re.compile(rf"^{known['negative']}\s*(?=[0-9.{numerals}])"),
        "piece": re.compile(piece),
        "units": re.compile(rf"(-?)((?:{named})+)(?:{closing})?"),
    }
