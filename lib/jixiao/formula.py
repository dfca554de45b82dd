"""The arithmetic a rule may use over named figures, and nothing else."""

import ast
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache

from jixiao.exceptions import RuleError
from jixiao.quantities import as_decimal

MAX_LENGTH = 500
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}


def evaluate(formula: str, figures: Mapping[str, Decimal]) -> Decimal:
    """Return the value of `formula` for the given figures.

    Args:
        formula: Arithmetic over figure names, as written in a rule file.
        figures: Figure name to exact value; amounts in 元.

    Returns:
        The value to 40 digits; rounding happens once, when a figure is shown.

    Raises:
        RuleError: The formula uses an unknown figure or anything beyond ``+ - * /`` and parentheses.
        ZeroDivisionError: A denominator is zero.

    Example:
        >>> funds = {"spent": Decimal("189.35"), "received": Decimal("178.09")}
        >>> round(evaluate("spent / received", funds), 4)
        Decimal('1.0632')
    """
    return as_decimal(exact(formula, figures))


def exact(formula: str, figures: Mapping[str, Decimal]) -> Fraction:
    """Return the value of `formula` without any rounding, as points are computed from it.

    Raises:
        RuleError: The formula uses an unknown figure or anything beyond ``+ - * /`` and parentheses.
        ZeroDivisionError: A denominator is zero.
    """
    return _value(_parse(formula), formula, figures)


def names(formula: str) -> tuple[str, ...]:
    """Return the figures that `formula` reads, in the order of their first use.

    Example:
        >>> names("(budget - spent) / budget")
        ('budget', 'spent')
    """
    found = sorted(
        (node.col_offset, node.id) for node in ast.walk(_parse(formula)) if isinstance(node, ast.Name)
    )
    return tuple(dict.fromkeys(name for _, name in found))


def show(formula: str, shown: Mapping[str, str]) -> str:
    """Return `formula` as a reader writes it, each name replaced by its printed figure.

    Example:
        >>> show("(budget - spent) / budget", {"budget": "202.15", "spent": "189.35"})
        '(202.15 − 189.35) ÷ 202.15'
    """
    text = formula.replace("-", "−").replace("*", "×").replace("/", "÷")
    return re.sub(r"[a-z][a-z0-9_]*", lambda match: shown.get(match[0], match[0]), text)


def ratio(formula: str) -> tuple[str, str] | None:
    """Return numerator and denominator of a formula that is one fraction, else None.

    Example:
        >>> ratio("(budget - spent) / budget")
        ('budget - spent', 'budget')
    """
    tree = _parse(formula)
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div):
        return ast.unparse(tree.left), ast.unparse(tree.right)
    return None


@cache
def _parse(formula: str) -> ast.expr:
    if len(formula) > MAX_LENGTH:
        raise RuleError("formula-not-arithmetic", formula=formula[:60], found="…")
    try:
        return ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError) as cause:
        raise RuleError("formula-not-arithmetic", formula=formula, found=str(cause)) from cause


def _value(node: ast.expr, formula: str, figures: Mapping[str, Decimal]) -> Fraction:
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float()):
            return Fraction(str(node.value))
        case ast.Name(id=name):
            if name in figures:
                return Fraction(figures[name])
            raise RuleError("formula-unknown-figure", formula=formula, found=name,
                            allowed=", ".join(sorted(figures)))  # fmt: skip
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, formula, figures)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
            return _apply(sign, _value(left, formula, figures), _value(right, formula, figures))
    raise RuleError("formula-not-arithmetic", formula=formula, found=ast.unparse(node))


def _apply(sign: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    match sign:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case _:
            return left / right
