"""A list number as Word prints it in each of its number formats."""

from collections.abc import Callable

_CHINESE = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def numeral(number: int, style: str) -> str:
    """Return `number` in a number format of Word; an unknown format prints as decimal, as in Word.

    Example:
        >>> [numeral(12, style) for style in ("chineseCounting", "decimalEnclosedCircle", "lowerRoman", "decimal")]
        ['十二', '⑫', 'xii', '12']
    """
    written = _STYLES.get(style)
    return written(number) if written and number >= 0 else str(number)


def counted(number: int, digits: str = _CHINESE, places: str = "十百千", large: str = "万") -> str:
    """Return `number` below 100 million in Chinese counting.

    Example:
        >>> [counted(number) for number in (10, 11, 20, 101, 110, 1005, 10000)]
        ['十', '十一', '二十', '一百零一', '一百一十', '一千零五', '一万']
    """
    if not 0 < number < 10**8:
        return digits[0] if number == 0 else str(number)
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        gap = "零" if 0 < low < 1000 else ""
        return (
            f"{counted(high, digits, places, large)}{large}{gap}{_below(low, digits, places) if low else ''}"
        )
    words = _below(number, digits, places)
    # 十二, but 壹拾贰: counting for money keeps the leading one.
    return words[1:] if 10 <= number < 20 and digits == _CHINESE else words


def _below(number: int, digits: str, places: str) -> str:
    words, empty = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            words += ("零" if empty and words else "") + digits[digit] + (places[power - 1] if power else "")
        empty = not digit
    return words


def _letters(number: int) -> str:
    # a … z, aa, bb …, as Word counts on.
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    words = ""
    for amount, letters in _ROMAN:
        words += letters * min(number // amount, 40)
        number %= amount
    return words


def _row(first: int, last: int, start: str) -> Callable[[int], str]:
    return lambda number: chr(ord(start) + number - first) if first <= number <= last else str(number)


def _circle(number: int) -> str:
    for first, last, start in ((0, 0, "⓪"), (1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(start) + number - first)
    return str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number else str(number)


def _digits(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(digit)] for digit in str(number))


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_STYLES: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _circle,
    "decimalEnclosedCircleChinese": _circle,
    "decimalEnclosedParen": _row(1, 20, "⑴"),
    "decimalEnclosedFullstop": _row(1, 20, "⒈"),
    "ideographEnclosedCircle": _row(1, 10, "㊀"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographDigital": _digits(_CHINESE),
    "japaneseDigitalTenThousand": _digits(_CHINESE),
    "koreanDigital2": _digits("零一二三四五六七八九"),
    "chineseCounting": counted,
    "chineseCountingThousand": counted,
    "taiwaneseCounting": counted,
    "taiwaneseCountingThousand": lambda number: counted(number, large="萬"),
    "japaneseCounting": counted,
    "chineseLegalSimplified": lambda number: counted(number, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda number: counted(number, _LEGAL_TRADITIONAL, "拾佰仟", "萬"),
}
