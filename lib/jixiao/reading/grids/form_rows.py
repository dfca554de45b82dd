"""The rows of a form without strokes: which tokens make one row, which words explain the row above."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.reading import lexicon
from jixiao.reading.grid import Cell
from jixiao.reading.grids.filling import filled
from jixiao.reading.grids.labels import row_role
from jixiao.reading.grids.tokens import Token

Row = tuple[Cell, ...]
_POINTS = ("weight", "score")


@dataclass
class Part:
    """A table that is being read.

    Attributes:
        names: The cells of its header.
        roles: Their roles.
        rows: Its rows with their lines.
        open: The tokens of the row that is not complete yet.
    """

    names: Row
    roles: tuple[str, ...]
    rows: list[tuple[int, Row]] = field(default_factory=list)
    open: list[Token] = field(default_factory=list)

    @property
    def is_indicators(self) -> bool:
        """Whether its rows are indicators with a target."""
        return "target" in self.roles


def take(part: Part, token: Token, following: Token | None, surface: str, packed: bool) -> None:
    """Take a token into the open row; close the row where it is complete.

    Args:
        part: The table.
        token: The token.
        following: The one behind it.
        surface: How the form is printed.
        packed: Whether several rows may stand on its line.
    """
    if token.kind == "section":
        close(part)
        part.rows.append((token.line, (token.cell,)))
        return
    by_line = surface == "flattened" and token.ends_line
    if part.is_indicators:
        part.open.append(token)
        if by_line or _is_complete(part, following):
            close(part)
        return
    if packed and token.kind == "words" and _figures(part.open) and not (by_line and "reason" in part.roles):
        if part.roles[0] != "serial" or len(part.open) > 1:
            close(part)
    part.open.append(token)
    if by_line or (packed and _figures(part.open) >= _figure_columns(part) and "reason" not in part.roles):
        close(part)


def _figures(tokens: Sequence[Token]) -> int:
    return sum(token.kind in ("value", "target", "blank") for token in tokens)


def _figure_columns(part: Part) -> int:
    return sum(role not in ("label", "level", "reason", "grade", "measure", "serial") for role in part.roles)


def _is_complete(part: Part, following: Token | None) -> bool:
    """Return whether the open row of an indicator has all its figures."""
    figures = [token for token in part.open if token.kind in ("value", "target", "blank")]
    # points may stand before the target
    behind_target = part.roles[part.roles.index("target") :]
    wanted, all_wanted = (sum(role in roles for role in _POINTS) for roles in (behind_target, part.roles))
    targets = [number for number, token in enumerate(part.open) if token.kind == "target"]
    if targets:
        behind = part.open[targets[0] + 1 :]
        return len(behind) >= wanted + 1 or (
            following is not None
            and 0 < len(behind) <= wanted
            and _all_plain(behind)
            and following.kind == "words"
        )
    if following is not None and following.kind in ("value", "blank"):
        return False
    return len(figures) >= all_wanted > 0 and _all_plain(part.open[-max(1, wanted) :])


def _all_plain(tokens: Sequence[Token]) -> bool:
    return all(
        token.cell.figure is not None and token.cell.figure.unit in ("", "分") and token.kind == "value"
        for token in tokens
    )


def close(part: Part) -> None:
    """Put the open tokens into a row; words that stand before its name explain the row above."""
    tokens, part.open = part.open, []
    if not tokens:
        return
    if all(token.kind == "words" for token in tokens):
        _explain(part, tokens)
        return
    if part.is_indicators:
        extra = _surplus(part, tokens)
        _explain(part, tokens[:extra])
        tokens = tokens[extra:]
    elif (
        "reason" in part.roles
        and len(tokens) > 2
        and tokens[0].kind == tokens[1].kind == "words"
        and (part.roles.count("label") + part.roles.count("level") < 2)
    ):
        _explain(part, tokens[:1])
        tokens = tokens[1:]
    part.rows.append((tokens[0].line, filled([token.cell for token in tokens], part.roles)))


def _surplus(part: Part, tokens: Sequence[Token]) -> int:
    """Return how many words stand before the names of an indicator."""
    words = 0
    while words < len(tokens) and tokens[words].kind == "words":
        words += 1
    has_target = any(token.kind == "target" for token in tokens) or len(tokens) - words > 2
    needed = 1 if has_target or row_role(tokens[0].cell.text) == "total" else 3
    levels = lexicon.words("columns")["levels"]
    start = words - needed
    while start > 0 and tokens[start - 1].cell.text in levels:
        start -= 1
    return max(start, 0)


def _explain(part: Part, tokens: Sequence[Token]) -> None:
    if not tokens or not part.rows or "reason" not in part.roles or len(part.rows[-1][1]) < 2:
        return
    line, row = part.rows[-1]
    column = part.roles.index("reason")
    if column < len(row) and row[column].text:
        return
    blank = Cell("", None, row[-1].end, row[-1].end)
    wide = (*row, *(blank,) * (column + 1 - len(row)))
    first, last = tokens[0].cell, tokens[-1].cell
    reason = Cell(" ".join(token.cell.text for token in tokens), None, first.start, last.end)
    part.rows[-1] = (line, (*wide[:column], reason, *wide[column + 1 :]))


def unused(part: Part) -> list[Token]:
    """Return the words at the end of a table of amounts that begin the first indicator."""
    found: list[Token] = []
    while part.open and part.open[-1].kind == "words" and not any(token.cell.figure for token in part.open):
        found.insert(0, part.open.pop())
    return found
