"""Numbers that belong to a person, known by their check digits and forms."""

import re
from datetime import date

from jixiao.reading.lexicon import words

_HALF_WIDTH = str.maketrans("０１２３４５６７８９ｘＸ", "0123456789xX")
# Cards and telephones are written in groups; the groups are joined before they are looked at.
_RUN = re.compile(r"(?<![0-9A-Za-z.])[0-9](?:[ -]?[0-9]){6,22}[Xx]?(?![0-9A-Za-z]|\.[0-9])")
_MAY_HOLD = re.compile(r"[0-9](?:[ -]?[0-9]){6}|@")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}")
_ID = re.compile(r"[1-8][0-9]{16}[0-9Xx]")
_MOBILE = re.compile(r"(?:86)?1[3-9][0-9]{9}")
_TELEPHONE = re.compile(r"0[0-9]{2,3}-?[1-9][0-9]{6,7}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def kinds_in(text: str) -> frozenset[str]:
    """Return the kinds of personal numbers that a text holds: ``id-number``, ``bank-card``, ``mobile`` and so on.

    Example:
        >>> sorted(kinds_in("联系电话 138 0013 8000，一般公共预算 2080199"))
        ['mobile']
    """
    plain = text if text.isascii() else text.translate(_HALF_WIDTH)
    if not _MAY_HOLD.search(plain):
        return frozenset()
    runs = _RUN.findall(plain)
    # What looks like groups of one number may also be several numbers, divided by a blank.
    found = {kind for run in runs for part in (run, *run.split(" ")) if (kind := _kind(part))}
    return frozenset(found | ({"email"} if _EMAIL.search(plain) else set()))


def is_id_number(digits: str) -> bool:
    """Return whether 18 characters are the number of an identity card (GB 11643-1999, ISO 7064 MOD 11-2).

    Example:
        >>> is_id_number("11010519491231002X"), is_id_number("110105194912310021")
        (True, False)
    """
    if not _ID.fullmatch(digits) or not _is_birthday(digits[6:14]):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11
    return digits[17].upper() == _CHECKS[rest]


def is_bank_card(digits: str) -> bool:
    """Return whether digits are the number of a bank card (ISO/IEC 7812-1, the formula of Luhn).

    Example:
        >>> is_bank_card("6222020000000000000"), is_bank_card("6222020000000000001")
        (True, False)
    """
    if not re.fullmatch(words("personal")["cards"], digits):
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _kind(run: str) -> str | None:
    joined = run.replace(" ", "").replace("-", "")
    if is_id_number(joined):
        return "id-number"
    if is_bank_card(joined):
        return "bank-card"
    if _MOBILE.fullmatch(joined):
        return "mobile"
    return "telephone" if _TELEPHONE.fullmatch(run) else None


def _is_birthday(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return _FIRST_YEAR <= born.year <= _LAST_YEAR
