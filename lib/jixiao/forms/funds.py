"""The funds of a form: one row a source, under a total that is no source but checks them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.forms.grid import Grid
from jixiao.forms.headings import Headings
from jixiao.forms.labels import amount_of, label, lexicon, listed
from jixiao.forms.model import Change, Stated
from jixiao.importing.model import TakenRow
from jixiao.layout.words import plain

AMOUNTS = ("budget_initial", "budget_adjusted", "received", "spent")
_EMPTY = ("", "-", "—", "/", "\\")


@dataclass
class Funds:
    """The rows of the funds, and what became of each row of their part of the form."""

    rows: list[TakenRow] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Line:
    """One row of the funds: where its name stands, and the cells under each heading."""

    row: int
    column: int
    name: str
    cells: Mapping[str, tuple[str, int]]

    @property
    def amounts(self) -> Mapping[str, tuple[str, int]]:
        """The cells that hold amounts."""
        return {name: cell for name, cell in self.cells.items() if name in AMOUNTS}

    @property
    def is_total(self) -> bool:
        """Whether the row is the total of all sources."""
        words = label(self.name)
        return words in listed("funds", "total") or words.endswith(tuple(listed("funds", "total_ends")))


def read_funds(grid: Grid, found: Headings, rows: Iterable[int]) -> Funds:
    """Return the funds that stand under headings, or beside their labels where there are none."""
    lines = [line for row in rows for line in _lines(grid, found, row)]
    funds = Funds()
    totals = [line for line in lines if line.is_total][:1]
    parts = [line for line in lines if line not in totals and line.name and line.amounts]
    taken = _without_subtotals(parts, totals)
    for line in taken or totals:
        if line.amounts:
            _take(funds, line)
    for line in lines:
        _state(funds, line, is_total=line in totals and bool(taken))
        if line not in taken:
            funds.reasons.setdefault(line.row, _reason(line, totals, parts))
    for row in {taken_row.row for taken_row in funds.rows}:
        funds.reasons.pop(row, None)
    return funds


def _reason(line: _Line, totals: Sequence[_Line], parts: Sequence[_Line]) -> str:
    if line in totals:
        return "total"
    return "subtotal" if line in parts else "no-amounts"


def _lines(grid: Grid, found: Headings, row: int) -> Iterator[_Line]:
    if not found.row:
        yield from _beside(grid, row)
        return
    known = [(column, name) for column, name in found.columns]
    first = min(column for column, name in known if name in AMOUNTS or name.startswith("execution"))
    named = [(column, text) for column, text in grid.cells(row)
             if column < first and label(text) not in listed("funds", "label")]  # fmt: skip
    column, text = named[-1] if named else (0, "")
    cells = {name: cell for start, name in known if (cell := _cell(grid, found, row, start))}
    yield _Line(row, column, text, cells)


def _cell(grid: Grid, found: Headings, row: int, start: int) -> tuple[str, int] | None:
    cells = [(grid.shown(row, number), number) for number, _ in found.cells(grid, row, start)
             if number in grid.rows.get(row, {})]  # fmt: skip
    texts = [text for text, _ in cells]
    return ("\n".join(texts), cells[0][1]) if texts and any(plain(text) not in _EMPTY for text in texts) else None


def _beside(grid: Grid, row: int) -> Iterator[_Line]:
    """Yield the funds of a row that writes each label beside its amount."""
    cells = list(grid.cells(row))
    for (column, text), (other, behind) in zip(cells, [*cells[1:], (0, "")], strict=True):
        if amount_of(text) is None and label(text) not in listed("funds", "label"):
            amount = {"budget_initial": (behind, other)} if amount_of(behind) is not None else {}
            yield _Line(row, column, text, amount)


def _take(funds: Funds, line: _Line) -> None:
    name = _name(line.name)
    if name != line.name:
        funds.changes.append(Change(line.row, line.column, "fund_source", line.name, name, "part-label"))
    funds.rows.append(TakenRow("funds", line.row, {"fund_source": (name, line.column), **line.amounts}))


def _name(text: str) -> str:
    """Return the name of a source without the word that makes it part of the total."""
    words = "|".join(r"\s*".join(word) for word in lexicon()["funds"]["part"])
    return re.sub(rf"^(?:{words})\s*[:：]?\s*|\s*[:：]$", "", text) or text


def _state(funds: Funds, line: _Line, is_total: bool) -> None:
    about = "" if line.is_total else _name(line.name)
    for name, (text, column) in line.cells.items():
        if is_total or name not in AMOUNTS:
            funds.stated.append(Stated(name, text, line.row, column, about))


def _without_subtotals(parts: list[_Line], totals: Sequence[_Line]) -> list[_Line]:
    """Return the parts without those that only add up the rows below them, where the total shows it."""
    if not totals or _agrees(parts, totals[0]):
        return parts
    kept = [line for index, line in enumerate(parts) if not _adds_up(line, parts[index + 1 :])]
    return kept if kept and _agrees(kept, totals[0]) else parts


def _adds_up(line: _Line, below: Sequence[_Line]) -> bool:
    return any(_agrees(below[:count], line) for count in range(2, len(below) + 1))


def _agrees(parts: Sequence[_Line], whole: _Line) -> bool:
    """Whether the parts make the whole in each column where the whole has an amount."""
    sums = {name: sum((amount_of(line.amounts.get(name, ("0", 0))[0]) or Decimal(0) for line in parts), Decimal(0))
            for name in whole.amounts}  # fmt: skip
    return bool(sums) and all(amount_of(text) == sums[name] for name, (text, _) in whole.amounts.items())
