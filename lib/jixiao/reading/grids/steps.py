"""Tables of which each cell stands on a line of its own and none is left out: rows of equal length, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.reading.grid import Cell
from jixiao.reading.grids.columns import role_of_header
from jixiao.reading.grids.labels import row_role
from jixiao.reading.grids.tokens import Token, is_title

_WIDEST = 24
_FEWEST = 2
_MOST_TRIES = 3
_FIRST = ("", "label", "level", "serial")
_WORDS = frozenset(("label", "level", "reason", "grade", "measure", "sign"))


@dataclass(frozen=True)
class Steps:
    """A table read step by step.

    Attributes:
        first: Number of the first token of its header.
        width: How many names its header has.
        rows: Its rows, each with the number of its first token.
        end: Number of the first token behind it.
    """

    first: int
    width: int
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    end: int


def stepped(tokens: Sequence[Token], index: int) -> Steps | None:
    """Return the table whose header begins at `index`; None if none does.

    Args:
        tokens: The tokens of a form, one cell each.
        index: Where the header may begin.
    """
    if tokens[index].kind != "words" or tokens[index].role not in _FIRST:
        return None
    end = index
    while end < len(tokens) and end - index < _WIDEST and _may_name(tokens[end]):
        end += 1
    ends = [last for last in range(end, index + 2, -1) if _may_end(tokens[last - 1])]
    for last in ends[:_MOST_TRIES]:
        names = sum(token.is_name for token in tokens[index:last])
        found = _steps(tokens, index, last)
        if names and len(found.rows) >= (_FEWEST if names > 1 and tokens[index].role else _FEWEST + 1):
            return found
    return None


def _may_end(token: Token) -> bool:
    return token.is_name or token.role == "grade" or token.role == ""


def _may_name(token: Token) -> bool:
    return token.kind == "words" and len(token.cell.text) < _WIDEST and not is_title(token.cell.text)


def _steps(tokens: Sequence[Token], index: int, last: int) -> Steps:
    roles = [role_of_header(token.cell.text) for token in tokens[index:last]]
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    position = last
    while position + len(roles) - 2 < len(tokens):
        count = _length(tokens, position, roles)
        cells = tuple(token.cell for token in tokens[position : position + count])
        if (
            not count
            and roles[0] == "serial"
            and row_role(tokens[position].cell.text) in ("total", "subtotal")
        ):
            # a total has no number of its own
            count = _length(tokens, position, roles[1:])
            first = tokens[position].cell
            cells = (
                Cell("", None, first.start, first.start),
                *(token.cell for token in tokens[position : position + count]),
            )
        if not count:
            break
        rows.append((position, cells))
        position += count
    return Steps(index, last - index, tuple(rows), position)


def _length(tokens: Sequence[Token], position: int, roles: Sequence[str]) -> int:
    """Return how many tokens the row at `position` has: one for each column, a remark at the end may be missing."""
    width = len(roles)
    chunk = tokens[position : position + width]
    fits = [_fits(token, role) for token, role in zip(chunk, roles, strict=False)]
    if not any(token.cell.figure for token in chunk) or not all(fits[: width - 1]) or len(fits) < width - 1:
        return 0
    if roles[-1] != "reason":
        return width if len(fits) == width and fits[-1] else 0
    behind = tokens[position + width] if position + width < len(tokens) else None
    is_label = (
        len(fits) == width
        and chunk[-1].kind == "words"
        and behind is not None
        and behind.kind in ("value", "target")
    )
    return width if len(fits) == width and fits[-1] and not is_label else width - 1


def _fits(token: Token, role: str) -> bool:
    figure = token.cell.figure
    if token.kind == "blank":
        return True
    if role == "serial" and row_role(token.cell.text) in ("total", "subtotal"):
        return True
    if role in _WORDS:
        return figure is None
    if figure is None:
        return role in ("target", "actual", "") and token.kind == "words" and not token.is_name
    if figure.unit == "%":
        return role in ("rate", "target", "actual", "")
    return not figure.sign or role in ("target", "")
