"""What the figures near a claim say: a rate of its subject, or the part and the whole."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.quantities import places, rounded
from jixiao.reading.assertions import title_of, wholes_pattern
from jixiao.reading.claims import Claim, family, word_pattern
from jixiao.reading.figure import Figure
from jixiao.reading.grid import Grid
from jixiao.reading.judging import half_step
from jixiao.reading.mains import is_part
from jixiao.reading.mainstay import whole_amounts
from jixiao.reading.report import Report

_LINES_BACK, _NEAR_LINES, _FAR_LINES, _BEHIND, _MOST = 6, 3, 60, 14, 24
_TOTAL = re.compile("合计|总计|总额|年度资金总额")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rate, or a part and a whole.

    Attributes:
        rate: The stated rate.
        part: The amount that should reach the whole.
        whole: The whole.
        holds: Whether they bear the claim out.
    """

    rate: Figure | None
    part: Figure | None
    whole: Figure | None
    holds: bool

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it."""
        return tuple(figure for figure in (self.part, self.whole, self.rate) if figure)

    @property
    def anchor(self) -> Figure:
        """The figure whose place counts."""
        anchor = self.part or self.rate
        assert anchor is not None
        return anchor


class Witness:
    """The figures of a report, asked about one claim after the other."""

    def __init__(self, report: Report) -> None:
        """Get ready to find the figures and tables by their lines."""
        self.passage, self.title = report.passage, title_of(report.passage)
        self.wide = tuple(whole_amounts(report.passage).values())
        self.tables: dict[int, Grid] = {grid.last_line: grid for grid in report.grids}

    def evidence(self, claim: Claim) -> Evidence | None:
        """Return what the nearest telling paragraph or table says; None if none does."""
        node = family(claim.family)
        if node.get("far") and node["part"]:
            return self._judged(self.wide, node, claim)
        for line in self._lines(claim, bool(node.get("far"))):
            end = claim.end + _BEHIND if line == claim.line else None
            figures = [
                figure for figure in self.in_line(line, end) if not word_pattern("former").search(figure.head)
            ]
            found = self._judged(figures, node, claim) or self._of_table(line, node)
            if found:
                return found
        return None

    def in_line(self, line: int, end: int | None = None) -> Sequence[Figure]:
        """Return the last quantities of prose in a line, or before `end` in it."""
        prose, start = self.passage.prose, self.passage.line_start(line)
        stop = (
            bisect_left(prose, end, key=lambda figure: figure.at)
            if end is not None
            else self._first_behind(line)
        )
        first = max(bisect_left(prose, start, key=lambda figure: figure.at), stop - _MOST)
        return [figure for figure in prose[first:stop] if figure.line == line]

    def _first_behind(self, line: int) -> int:
        return bisect_left(self.passage.prose, line + 1, key=lambda figure: figure.line)

    def _lines(self, claim: Claim, is_far: bool) -> Iterable[int]:
        if not is_far:
            return range(claim.line, max(-1, claim.line - 1 - _LINES_BACK), -1)
        last = self.passage.line_at(len(self.passage.text))
        near = range(max(0, claim.line - _FAR_LINES), min(last, claim.line + _FAR_LINES) + 1)
        return sorted(near, key=lambda line: abs(line - claim.line))

    def _judged(self, figures: Sequence[Figure], node: dict[str, Any], claim: Claim) -> Evidence | None:
        """Return what the figures of one paragraph say."""
        rate = _last(
            figure
            for figure in figures
            if figure.kind == "rate" and is_reached(figure, node["rates"]) and not self._is_of_part(figure, node)
        )
        alone = Evidence(rate, None, None, rate.base >= HUNDRED) if rate else None
        part = _last(self._amounts(figures, node["part"]))
        if part is None:
            return alone
        wholes = self._wholes(claim, figures, part, node["whole"])
        confirming = self._confirming(figures, part, rate, node["whole"]) if rate else None
        # a gap as small as the rounding is one if the text itself states a rate below 100 % for it
        is_denied = confirming is not None and rate is not None and rate.base < HUNDRED
        for whole in wholes:
            slack = Decimal(0) if is_denied else half_step(part) + half_step(whole)
            if abs(whole.base - part.base) <= slack:
                return Evidence(None, part, whole, True)
        if rate and confirming:
            return Evidence(rate, part, confirming, rate.base >= HUNDRED)
        smallest = min(wholes, key=lambda whole: whole.base, default=None)
        return Evidence(rate, part, smallest, False) if smallest and smallest.base > part.base else alone

    def _is_of_part(self, figure: Figure, node: dict[str, Any]) -> bool:
        """Whether a rate of money names whose money it is, other than the title does: 自筹资金到位率."""
        label = re.split("[，；：、（）]", figure.head)[-1]
        name = next((name for name in node["rates"] if name in label), "")
        named = wholes_pattern("generic").sub("", label.partition(name)[0]) if name and node["part"] else ""
        return len(named) > 1 and bool(wholes_pattern("owners").search(named)) and named not in self.title

    def _confirming(
        self, figures: Sequence[Figure], part: Figure, rate: Figure, roles: Sequence[str]
    ) -> Figure | None:
        """Return the amount, be it only a share of the whole, of which the part makes the stated rate."""
        before = range(part.line - 1, max(-1, part.line - 1 - _NEAR_LINES), -1)
        for whole in (*figures, *(figure for line in before for figure in self.in_line(line))):
            if whole.kind == "money" and whole.role in roles and not whole.per and whole.base:
                assert rate.value is not None
                if rounded(part.base / whole.base * 100, places(rate.value)) == rate.value:
                    return whole
        return None

    def _wholes(
        self, claim: Claim, figures: Sequence[Figure], part: Figure, roles: Sequence[str]
    ) -> list[Figure]:
        """Return the amounts of which all may be meant: those of the claim's own sentence before all others."""
        start, end = self.passage.sentence_span(claim.start)
        found = list(self._amounts(figures, roles))
        line = part.line
        while not found and line > max(0, part.line - 2 * _LINES_BACK):
            line -= 1
            found = list(self._amounts(self.in_line(line), roles))
        found = [figure for figure in found or self._amounts(self.wide, roles)
                 if not word_pattern("long_term").search(figure.head[-_BEHIND:])]  # fmt: skip
        # who says that the budget is used up means the budget, not what came in
        clause = re.split("[，；。：]", self.passage.text[max(start, claim.start - _BEHIND) : claim.start])[
            -1
        ]
        is_of_budget = "预算" in clause
        budgets = [figure for figure in found if figure.role.startswith("budget")] if is_of_budget else []
        found = budgets or found
        return [figure for figure in found if start <= figure.at < end] or found

    def _amounts(self, figures: Iterable[Figure], roles: Sequence[str]) -> Iterator[Figure]:
        for figure in figures:
            if (
                figure.kind == "money"
                and figure.role in roles
                and not figure.per
                and not is_part(self.passage, figure)
            ):
                yield figure

    def _of_table(self, line: int, node: dict[str, Any]) -> Evidence | None:
        """Return what the total row of the table that ends in a line says."""
        grid = self.tables.get(line)
        rows = grid.body if grid else ()
        for row in rows:
            for column, cell in enumerate(row) if row and _TOTAL.match(row[0].text) else ():
                assert grid is not None
                is_rate = (
                    cell.figure is not None and cell.figure.kind == "rate" and cell.figure.value is not None
                )
                if is_rate and any(name in grid.column_name(column) for name in node["rates"]):
                    assert cell.figure is not None
                    return Evidence(cell.figure, None, None, cell.figure.base >= HUNDRED)
        return None


def _last(figures: Iterable[Figure]) -> Figure | None:
    return next(iter(reversed(list(figures))), None)


def is_reached(figure: Figure, names: Sequence[str]) -> bool:
    """Whether a percentage is a rate of one of these names that was reached, not wished."""
    label = figure.head[-20:]
    if figure.sign or (word_pattern("wished").search(label) and not word_pattern("wished_not").search(label)):
        return False
    return any(name in label for name in names)
