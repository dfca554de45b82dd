"""The text of a cell in the form the project's tables use, or why it cannot be taken."""

import re
from collections.abc import Callable
from decimal import Decimal

from jixiao.intake.cells import converter
from jixiao.intake.schema import Column, schemas
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.repairs import as_is, repairer
from jixiao.repairs.numbers import shown

Taken = tuple[str, tuple[str, ...]]
_MOST_KEPT = 50_000
# 30218-专用材料费, [30218]专用材料费: the code is what counts.
_CODE_AND_NAME = re.compile(r"[\[［【(（]?([0-9]{3,12})[\]］】)）]?[\s_:：—-]*[^0-9\s]\S*")
_CLASSES = ("func_class", "econ_class")
_ANY_UNIT = "元"


class Texts(dict[str, Taken]):
    """The texts of one column, each brought into its form once: what is taken, and what was done to it.

    Looking up a text raises CellRefusedError if it cannot be taken.

    Args:
        column: The project's column.
        unit: The unit that an amount without its own unit is in.
        wanted: The unit in which it will be written.
    """

    def __init__(self, column: Column, unit: str, wanted: str) -> None:
        super().__init__()
        self._repair = repairer(column, unit or wanted or _ANY_UNIT)
        self._accept = converter(column, wanted or _ANY_UNIT)
        self._is_class = column.name in _CLASSES
        self._units = (unit, wanted) if column.type == "amount" and unit and unit != wanted else None

    def __missing__(self, text: str) -> Taken:
        if len(self) > _MOST_KEPT:
            self.clear()
        taken = self[text] = self._taken(text)
        return taken

    def _taken(self, text: str) -> Taken:
        code = _CODE_AND_NAME.fullmatch(re.split(r"[/\\]", text.strip())[-1]) if self._is_class else None
        repaired = self._repair(code[1] if code else text)
        found = repaired.text
        rules = (("code-before-name",) if code else ()) + repaired.rules
        if self._units and found:
            found, rules = in_unit(found, *self._units), (*rules, "unit-of-table")
            self._accept(found)
        return found, rules if rules or found == text else ("outer-blanks",)


class CellWork:
    """The columns of one project table, for cells of whatever unit.

    Args:
        table: Name of the project's table.
        unit: The unit in which its amounts will be written.
    """

    def __init__(self, table: str, unit: str) -> None:
        self.schema = schemas()[table]
        self.unit = unit
        self._texts: dict[tuple[str, str], Texts] = {}
        # One side of an account may be empty, though the amount of a ledger may not.
        self._side = schemas()["funds"].columns["spent"]

    def texts(self, name: str, unit: str) -> Texts:
        """Return the texts of a column whose amounts are in `unit`."""
        found = self._texts.get((name, unit))
        if found is None:
            found = self._texts[name, unit] = Texts(self.schema.columns[name], unit, self.unit)
        return found

    def as_is(self, name: str, unit: str) -> Callable[[str], bool] | None:
        """Return what tells texts of a column that are taken as they are; None if none are known."""
        column = self.schema.columns[name]
        is_other = column.name in _CLASSES or (column.type == "amount" and (unit or self.unit) != self.unit)
        return None if is_other else as_is(column, self.unit or _ANY_UNIT)

    def plain_amount(self, text: str, unit: str) -> Taken:
        """Return an amount in the form of the tables, still in the unit of its source; an empty one stays empty.

        Raises:
            CellRefusedError: It is no amount.
        """
        unit = unit or self.unit
        found = self._texts.get(("", unit))
        if found is None:
            found = self._texts["", unit] = Texts(self._side, unit, unit)
        return found[text]


def in_unit(text: str, unit: str, wanted: str) -> str:
    """Return an amount in another unit, exactly.

    Example:
        >>> in_unit("178.09", "万元", "元"), in_unit("5", "元", "万元")
        ('1780900', '0.0005')
    """
    return shown(Decimal(text.replace(",", "")) * YUAN_PER_UNIT[unit] / YUAN_PER_UNIT[wanted])
