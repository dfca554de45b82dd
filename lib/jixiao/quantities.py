"""Exact amounts and ratios: units, rounding, and how a figure is printed."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

YUAN_PER_UNIT = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_UNIT_WORDS = {"zh": {"元": "元", "万元": "万元", "亿元": "亿元"},
               "en": {"元": " yuan", "万元": " wan yuan", "亿元": " yi yuan"}}  # fmt: skip
PRECISION = 40
ZERO, ONE = Decimal(0), Decimal(1)
PERCENT = Decimal(100)


def as_decimal(value: Fraction) -> Decimal:
    """Return an exact number to 40 digits."""
    with localcontext(prec=PRECISION):
        return Decimal(value.numerator) / Decimal(value.denominator)


def scale_of(unit: str) -> Decimal:
    """Return how many base units one `unit` is: yuan for money, single things for 万人, one for anything else.

    Example:
        >>> scale_of("万元"), scale_of("万人次"), scale_of("%")
        (Decimal('10000'), Decimal('10000'), Decimal('1'))
    """
    return YUAN_PER_UNIT.get(unit) or YUAN_PER_UNIT.get(f"{unit[:1]}元") or ONE


def to_yuan(value: Decimal, unit: str) -> Decimal:
    """Return `value`, given in `unit`, in 元.

    Example:
        >>> to_yuan(Decimal("202.15"), "万元")
        Decimal('2021500.00')
    """
    return value * YUAN_PER_UNIT[unit]


def to_fen(yuan: Decimal) -> int:
    """Return an amount in 元 as whole 分, the integer form used in data frames.

    Raises:
        ValueError: The amount has a fraction of a 分.
    """
    fen = yuan * PERCENT
    if fen != fen.to_integral_value():
        raise ValueError(f"{yuan} yuan is not a whole number of fen")
    return int(fen)


def places(raw: str | Decimal) -> int:
    """Return the number of decimal places that a figure is printed with.

    Example:
        >>> places("93.09"), places("95")
        (2, 0)
    """
    exponent = Decimal(raw).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Decimal, digits: int) -> Decimal:
    """Return `value` rounded half up to `digits` places, as evaluators round."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def truncated(value: Decimal, digits: int) -> Decimal:
    """Return `value` cut to `digits` places, as some budget software prints."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_DOWN)


def show_amount(yuan: Decimal | None, unit: str = "万元", digits: int = 2) -> str:
    """Return an amount in 元 printed in `unit` with thousands separators; a dash if there is none.

    Example:
        >>> show_amount(Decimal("12021500"))
        '1,202.15'
    """
    if yuan is None:
        return "—"
    return _signed(f"{rounded(yuan / YUAN_PER_UNIT[unit], digits):,}")


def unit_word(unit: str, language: str) -> str:
    """Return a money unit as it stands behind a figure in `language`; 1 wan yuan is 10,000 yuan."""
    return _UNIT_WORDS[language][unit]


def show_money(yuan: Decimal | None, unit: str, language: str, digits: int = 2) -> str:
    """Return an amount in 元 with its unit.

    Example:
        >>> show_money(Decimal("2021500"), "万元", "zh"), show_money(Decimal("2021500"), "万元", "en")
        ('202.15万元', '202.15 wan yuan')
    """
    return "—" if yuan is None else f"{show_amount(yuan, unit, digits)}{unit_word(unit, language)}"


def show_percent(ratio: Decimal | None, digits: int = 2) -> str:
    """Return a ratio as a percentage; a dash if there is none.

    Example:
        >>> show_percent(Decimal("178.09") / Decimal("202.15"))
        '88.10%'
    """
    return "—" if ratio is None else _signed(f"{rounded(ratio * PERCENT, digits):,}%")


def show_number(value: Decimal | None) -> str:
    """Return a plain number without trailing zeros; a dash if there is none.

    Example:
        >>> show_number(Decimal("40000.00")), show_number(Decimal("2.50"))
        ('40,000', '2.5')
    """
    if value is None:
        return "—"
    shown = f"{value:,f}"
    return _signed(shown.rstrip("0").rstrip(".") if "." in shown else shown)


def _signed(shown: str) -> str:
    # A hyphen would make a spreadsheet read the cell as a formula; print the minus sign itself.
    return shown.replace("-", "−")
