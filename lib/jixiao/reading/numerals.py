"""Chinese numerals as numbers: 三百二十, 一千零五, 贰佰万, 十二点五."""

from decimal import Decimal

_ROWS = ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {character: value for value, row in enumerate(_ROWS) for character in row}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join((*DIGITS, *_SMALL, *_LARGE))


def value_of(numeral: str) -> Decimal | None:
    """Return the value of a Chinese numeral; None if the characters make no number.

    Example:
        >>> value_of("三百二十"), value_of("十二"), value_of("一千零五"), value_of("两万三千"), value_of("三八")
        (Decimal('320'), Decimal('12'), Decimal('1005'), Decimal('23000'), None)
    """
    whole, _, fraction = numeral.partition("点")
    total = _whole(whole)
    if total is None or (fraction and not all(character in DIGITS for character in fraction)):
        return None
    return Decimal(f"{total}.{''.join(str(DIGITS[character]) for character in fraction)}" if fraction else total)


def _whole(numeral: str) -> int | None:
    total = section = 0
    digit: int | None = None
    for character in numeral:
        if character in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[character]
        elif character in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[character]
            digit = None
        elif character in _LARGE:
            total = (total + section + (digit or 0)) * _LARGE[character] if character == "亿" else (
                total + (section + (digit or 0)) * _LARGE[character])  # fmt: skip
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0) if numeral else None
