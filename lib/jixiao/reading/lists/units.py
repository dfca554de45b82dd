"""What may be added up with what: classes of units and the size of a unit inside its class."""

from decimal import Decimal
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure, scale_of

_SAME = {
    "人": "名 位 人员 余人",
    "场次": "场",
    "批次": "批",
    "台": "台套",
    "平方米": "㎡ 平米 m² m2 M2 平方",
    "立方米": "立方 m³ m3 方",
    "剂": "剂次",
    "门": "门次",
    "户": "户次",
    "课时": "学时",
    "家": "家次",
    "份": "份次",
    "件": "件次",
}
_SPELLINGS = {other: unit for unit, others in _SAME.items() for other in others.split()}
_SIZES = {
    "length": {"米 延米 m": "1", "公里 千米 km KM Km": "1000", "里": "500"},
    "area": {"平方米": "1", "公顷": "10000", "平方公里": "1000000"},
    "mass": {"克": "0.001", "公斤 千克 kg": "1", "斤": "0.5", "吨": "1000", "担": "50"},
}
_CLASSES = {
    unit: (name, Decimal(size))
    for name, sizes in _SIZES.items()
    for units, size in sizes.items()
    for unit in units.split()
}
MIXED = "*"
"""The class of everything that is counted with one of the words for any thing: 个, 处, 座, 期."""
_AMOUNTS = ("money", "area", "length", "volume", "mass", "energy")


@cache
def plain_unit(unit: str) -> str:
    """Return a unit without 万 and 亿 before it, in one spelling.

    Example:
        >>> plain_unit("万平方米"), plain_unit("名"), plain_unit("公里")
        ('平方米', '人', '公里')
    """
    known = lexicon.unit_groups()
    if len(unit) > 1 and unit[0] in "万亿" and unit[1:] in known:
        unit = unit[1:]
    return _SPELLINGS.get(unit, unit)


def class_of(figure: Figure) -> str:
    """Return the class within which a figure may be added; empty for what nobody adds up."""
    if figure.kind == "money":
        return "money"
    if figure.kind != "count":
        return ""
    unit = plain_unit(figure.unit)
    return _CLASSES[unit][0] if unit in _CLASSES else unit


def group_of(figure: Figure) -> str:
    """Return the group of the unit in the lexicon, such as ``people`` or ``any``."""
    if figure.kind == "money":
        return "money"
    return lexicon.unit_groups().get(plain_unit(figure.unit), lexicon.unit_groups().get(figure.unit, ""))


def size_of(figure: Figure) -> Decimal:
    """Return the value of a figure in the smallest unit of its class."""
    return figure.base * _CLASSES.get(plain_unit(figure.unit), ("", Decimal(1)))[1]


def in_base_of(size: Decimal, figure: Figure) -> Decimal:
    """Return a size of the class in base units of a figure: 元, 公里, 人."""
    return size / _CLASSES.get(plain_unit(figure.unit), ("", Decimal(1)))[1]


def in_unit_of(size: Decimal, figure: Figure) -> Decimal:
    """Return a size of the class in the printed unit of a figure."""
    return in_base_of(size, figure) / scale_of(figure.unit)


def is_amount(figure: Figure) -> bool:
    """Return whether a figure measures (money, area, length …) instead of counting."""
    return group_of(figure) in _AMOUNTS
