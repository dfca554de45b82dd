"""A formula of a rule with the figures of one report put in."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao import formula as arithmetic
from jixiao.reconcile.approximation import Range, RangeOf, over
from jixiao.reconcile.figures import Figure, Figures


@dataclass(frozen=True)
class Work:
    """What a formula gives.

    Attributes:
        formula: The formula without the optional amounts that nobody gave.
        operands: Name to the figure that was put in.
        missing: Figures without which there is no value.
        note: Key of a remark: what is missing, a denominator of zero, an optional amount left out.
        value: The exact value, if there is one.
        unit: The unit in which amounts are printed.
    """

    formula: str
    operands: Mapping[str, Figure]
    missing: tuple[str, ...]
    note: str
    value: Decimal | None
    unit: str

    @property
    def shown(self) -> str:
        """The formula with the printed figures; a name stays where its figure is missing."""
        return arithmetic.show(self.formula, {name: found.number(self.unit) for name, found in self.operands.items()})

    @property
    def is_rate(self) -> bool:
        """Whether the value is a ratio rather than an amount."""
        return any(figure.kind == "rate" for figure in self.operands.values())

    def range(self, range_of: RangeOf) -> Range | None:
        """Return where the value lies, given where each operand lies."""
        return over(self._compute, [range_of(figure) for figure in self.operands.values()])

    def _compute(self, values: Sequence[Decimal]) -> Decimal:
        return arithmetic.evaluate(self.formula, dict(zip(self.operands, values, strict=True)))


def work(formula: str, figures: Figures, optional: Sequence[str] = ()) -> Work:
    """Return `formula` with the figures put in.

    Args:
        formula: Arithmetic over roles.
        figures: The figures of the report and of the tables.
        optional: Roles that count as nothing where nobody gives them; what some fund sources give counts.
    """
    found = {name: figures.operand(name) for name in arithmetic.names(formula)}
    partly = {name: figures.partial[name] for name in optional if name in figures.partial and found.get(name) is None}
    operands = {name: figure for name, figure in (found | partly).items() if figure is not None}
    absent = tuple(name for name in found if name not in operands)
    missing = tuple(name for name in absent if name not in optional)
    note = "optional_missing" if len(absent) > len(missing) else "optional_partial" if partly else ""
    reduced = _without(formula, absent, optional)
    value = None
    if missing:
        note = "operand_missing"
    else:
        try:
            value = arithmetic.evaluate(reduced, {name: figure.value for name, figure in operands.items()})
        except ZeroDivisionError:
            note = "denominator_zero"
    return Work(reduced, operands, missing, note, value, figures.unit)


def _without(formula: str, absent: Sequence[str], optional: Sequence[str]) -> str:
    # Written anew even where nothing is left out, without needless parentheses.
    return ast.unparse(_Summands(set(absent) & set(optional)).visit(ast.parse(formula, mode="eval")))


class _Summands(ast.NodeTransformer):
    """Drops summands by their names, so that a printed formula holds no amount that nobody gave."""

    def __init__(self, names: set[str]) -> None:
        self._names = names

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:  # noqa: N802
        """Return the side that stays where the other one is left out."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Sub) and getattr(node.right, "id", "") in self._names:
            return node.left
        if isinstance(node.op, ast.Add) and getattr(node.left, "id", "") in self._names:
            return node.right
        return node
