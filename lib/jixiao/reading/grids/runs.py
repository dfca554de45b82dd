"""Where forms without strokes stand: runs of lines with several tokens, or with one cell each."""

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.reading.grids.lines import mark_of
from jixiao.reading.grids.source import Source
from jixiao.reading.grids.tokens import Token, header_at, is_row, tokens_of

_SHORTEST = 6
_LONGEST_CELL = 30


@dataclass(frozen=True)
class Run:
    """Neighbouring lines of a form.

    Attributes:
        tokens: All tokens in order.
        surface: ``flattened`` or ``value_per_line``.
        caption: The words of the lines above.
    """

    tokens: tuple[Token, ...]
    surface: str
    caption: str

    @property
    def lines(self) -> frozenset[int]:
        """The indexes of its lines."""
        return frozenset(token.line for token in self.tokens)


def runs(source: Source) -> Iterator[Run]:
    """Yield the forms of a text that are printed without strokes."""
    line, total = 0, len(source.lines)
    while line < total:
        if mark_of(source, line) or not source.lines[line].strip():
            line += 1
            continue
        first, found = line, []
        while (
            line < total
            and not mark_of(source, line)
            and source.lines[line].strip()
            and len(source.lines[line]) < 2000
        ):
            found.append(line)
            line += 1
        if found:
            yield from _cut(source, found)
        line = max(line, first + 1)


def _cut(source: Source, lines: list[int]) -> Iterator[Run]:
    """Cut neighbouring lines where their way of printing changes."""
    single = _single_cells(source, lines)
    yield from _value_per_line(source, single)
    taken = {line for run in single for line in run}
    rest = [line for line in lines if line not in taken]
    tokens: list[Token] = []
    first = rest[0] if rest else 0
    for line in rest:
        row = tokens_of(source, line)
        if is_row(source, line, row):
            tokens.extend(_untwinned(row))
    if tokens and _is_form(tokens):
        named = next((index for index in range(len(tokens)) if header_at(tokens, index)), 0)
        yield Run(tuple(tokens), "flattened", _caption(source, first, tokens[named].line))


def _untwinned(row: list[Token]) -> list[Token]:
    """Leave out the second label of a line that names the same item for two columns: 自筹 150 自筹 50."""
    kinds = [token.kind for token in row]
    if kinds == ["words", "value", "words", "value"] and row[0].cell.text == row[2].cell.text:
        return [row[0], row[1], row[3]]
    return row


def _single_cells(source: Source, lines: list[int]) -> list[list[int]]:
    """Return the runs of lines that hold one short cell each."""
    found: list[list[int]] = []
    run: list[int] = []
    for line in lines:
        words = source.lines[line].strip()
        pieces = tokens_of(source, line)
        named = header_at(pieces, 0) == len(pieces) if pieces else False
        fits = (
            len(words) < _LONGEST_CELL
            and not any(mark in words for mark in "。；")
            and (
                len(pieces) == 1
                or named
                or (len(pieces) < 4 and not any(token.cell.figure for token in pieces))
            )
        )
        if fits or (named and not run):
            run.append(line)
        else:
            found.append(run)
            run = []
    found.append(run)
    return [run for run in found if len(run) >= _SHORTEST and _has_values(source, run)]


def _has_values(source: Source, run: list[int]) -> bool:
    values = sum(
        token.cell.figure is not None for line in run for token in tokens_of(source, line, whole=True)
    )
    return values * 4 >= len(run)


def _value_per_line(source: Source, runs_: list[list[int]]) -> Iterator[Run]:
    for run in runs_:
        tokens: list[Token] = []
        for line in run:
            pieces = tokens_of(source, line)
            tokens.extend(
                pieces if len(pieces) > 1 and header_at(pieces, 0) else tokens_of(source, line, whole=True)
            )
        yield Run(tuple(tokens), "value_per_line", _caption(source, run[0], run[0]))


def _is_form(tokens: list[Token]) -> bool:
    values = sum(token.cell.figure is not None for token in tokens)
    named = any(header_at(tokens, index) for index in range(len(tokens)))
    return values >= 3 and (named or any(token.kind == "section" for token in tokens) or _pairs(tokens) >= 2)


def _pairs(tokens: list[Token]) -> int:
    return sum(
        first.is_name and second.cell.figure is not None
        for first, second in zip(tokens, tokens[1:], strict=False)
    )


def _caption(source: Source, first: int, own: int) -> str:
    start = max(0, min(first, own - 1) - 3)
    return " ".join(
        source.lines[line].strip() for line in range(start, own + 1) if len(source.lines[line]) < 60
    )
