"""A form without strokes as a row of tokens: words, values, targets, blanks, sections, ends of lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.reading.grid import Cell
from jixiao.reading.grids.columns import points_of, role_of_header, unit_of_header
from jixiao.reading.grids.labels import is_blank, row_role
from jixiao.reading.grids.source import Source

_PIECE = re.compile(r"[^\s\u3000]+")
_BRACKET = re.compile(r"（[^）]*[）}]?|\([^)]*\)?")
_SIGN = re.compile(r"[≥≤=<>]{1,2}")
_UNIT = re.compile(r"万元|亿元|元|%|分")
_TITLE = re.compile(
    r"(?:表|汇总|一览|清单|目录)(?:（.*）)?$|^(?:附件|附表|表\s?[\d一二三四五六七八九十]|[一二三四五六七八九十]、|单位[：:])"
)
_ENDS_IN_NUMBER = re.compile(r"\d%?$")
UPRIGHT = ("weight", "score", "rate", "spent", "budget", "budget_adjusted", "budget_initial")
"""What the rows of a table stand for whose columns are its items."""
_LONGEST_NAME = 16
_FEWEST_COLUMNS = 3
_CELLS_EACH = 4
_MARKS = re.compile(r"[，。；！]")
TELLING = frozenset(
    """rate subtotal budget_initial budget_adjusted budget allotted received spent plan done weight score price
    quantity amount last_year this_year change carry_in income carry_out balance target actual reason average
    period""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a form.

    Attributes:
        cell: Its words, or its quantity.
        kind: ``words``, ``value``, ``target`` (a value with a sign of comparison), ``blank``, ``section``.
        line: Index of its line.
        ends_line: Whether it is the last of its line.
    """

    cell: Cell
    kind: str
    line: int
    ends_line: bool

    @property
    def role(self) -> str:
        """The role of the column that it names; empty if it names none."""
        return role_of_header(self.cell.text) if self.kind in ("words", "section") else ""

    @property
    def is_name(self) -> bool:
        """Whether it is the name of a column of figures or reasons."""
        return (
            len(self.cell.text) < 24
            and self.kind == "words"
            and not _ENDS_IN_NUMBER.search(self.cell.text)
            and (self.role in TELLING or unit_of_header(self.cell.text) != "")
            and not is_title(self.cell.text)
        )


def tokens_of(source: Source, line: int, whole: bool = False) -> list[Token]:
    """Return the tokens of a line; the whole line is one where each cell stands on a line of its own."""
    kept = source.kept.get((line, whole))
    if not isinstance(kept, list):
        kept = source.kept[line, whole] = _tokens(source, line, whole)
    return kept


def _tokens(source: Source, line: int, whole: bool) -> list[Token]:
    start, words = source.starts[line], source.lines[line]
    spans = (
        _named_value(words, start)
        if whole
        else _joined(
            source.text, [(start + piece.start(), start + piece.end()) for piece in _PIECE.finditer(words)]
        )
    )
    cells = [source.cell(first, last) for first, last in spans]
    cells = [cell for cell in cells if cell.text]
    return [Token(cell, _kind(cell), line, number == len(cells) - 1) for number, cell in enumerate(cells)]


def _named_value(words: str, start: int) -> list[tuple[int, int]]:
    """Return a whole line as one cell, or as two if it is the name of a column, a colon and its value."""
    name, colon, value = words.partition("：")
    if colon and value.strip() and len(name) < _LONGEST_NAME and role_of_header(name.strip()) in TELLING:
        return [(start, start + len(name)), (start + len(name) + 1, start + len(words))]
    return [(start, start + len(words))]


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what a space has torn apart: a bracket and its word, a sign or a unit and its number, 合 and 计."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        words = text[start:end]
        before = text[found[-1][0] : found[-1][1]] if found else ""
        torn = (
            len(words) == 1
            and len(before) == 1
            and "\u4e00" <= words <= "\u9fff"
            and "\u4e00" <= before <= "\u9fff"
            and before != "一"
            and (role_of_header(before + words) or row_role(before + words) != "item")
        )
        if found and (
            _BRACKET.fullmatch(words)
            or _SIGN.fullmatch(before)
            or torn
            or (_UNIT.fullmatch(words) and before[-1:].isdigit())
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _kind(cell: Cell) -> str:
    if is_blank(cell.text):
        return "blank"
    if points_of(cell.text):
        return "section"
    if cell.figure is None:
        return "words"
    return "target" if cell.figure.sign else "value"


def is_row(source: Source, line: int, tokens: list[Token]) -> bool:
    """Return whether a line can be a row of a form: several tokens, no sentence."""
    words = source.lines[line]
    if not tokens or _is_sentence(tokens):
        return False
    return len(words) < 24 or len(tokens) > 2


def _is_sentence(tokens: list[Token]) -> bool:
    """Return whether the words are those of a text: long, or with signs that part sentences."""
    loose = [
        token
        for token in tokens
        if token.kind == "words" and (len(token.cell.text) > 24 or _MARKS.search(token.cell.text))
    ]
    if len(loose) == 1 and len(tokens) > 3 and tokens[-1] is loose[0]:
        return False
    cells = sum(token.kind in ("value", "target", "section") for token in tokens)
    return bool(loose) and cells < _CELLS_EACH * len(loose)


def header_at(tokens: list[Token], index: int) -> int:
    """Return how many tokens from `index` on name columns one after another; 0 if fewer than two tell.

    The names of one header stand on one line, or each on a line of its own; a name behind which a value stands
    is the label of a row.
    """
    end = index
    while end < len(tokens) and _names_column(tokens, index, end):
        end += 1
    while end > index and not (tokens[end - 1].is_name or tokens[end - 1].line == tokens[index].line):
        end -= 1
    names = sum(token.is_name for token in tokens[index:end])
    if (names or (end < len(tokens) and tokens[end].role in UPRIGHT)) and _is_even(tokens, index, end):
        return end - index
    if (
        index
        and tokens[index - 1].line == tokens[index].line
        and tokens[index - 1].kind == "words"
        and names < 3
    ):
        return 0
    return (
        end - index if names >= 2 and (end == len(tokens) or names >= 3 or tokens[end - 1].ends_line) else 0
    )


def _is_even(tokens: list[Token], index: int, end: int) -> bool:
    """Return whether a line of words has as many tokens as the line below, of which all but the first are figures."""
    width = end - index
    if (
        width < _FEWEST_COLUMNS
        or not tokens[end - 1].ends_line
        or (index and tokens[index - 1].line == tokens[index].line)
    ):
        return False
    below = tokens[end : end + width]
    return (
        len(below) == width
        and below[-1].ends_line
        and below[0].line == below[-1].line == tokens[index].line + 1
        and below[0].kind == "words"
        and all(token.kind in ("value", "blank") for token in below[1:])
    )


def _names_column(tokens: list[Token], first: int, index: int) -> bool:
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.kind not in ("words", "section") or is_title(token.cell.text) or len(token.cell.text) > 24:
        return False
    if (
        following is not None
        and following.kind in ("value", "target", "blank")
        and following.line != token.line - 1
        and not (token.ends_line and tokens[first].line == token.line and index - first > 2)
    ):
        return False
    packed = tokens[first].line == token.line
    if not packed and not (tokens[first].ends_line and token.ends_line):
        return False
    starts = not first or tokens[first - 1].line != tokens[first].line
    return bool(token.role) or (
        packed and (index > first or (starts and not token.ends_line)) and len(token.cell.text) < 10
    )


def is_title(words: str) -> bool:
    """Return whether words head a table instead of a column."""
    return bool(_TITLE.search(words))


def lines_of(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the tokens line by line."""
    row: list[Token] = []
    for token in tokens:
        if row and row[-1].line != token.line:
            yield row
            row = []
        row.append(token)
    if row:
        yield row
