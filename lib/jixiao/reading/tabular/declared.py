"""Which two columns a rate divides where the table itself says so: (B/A), or 分母用调整后预算数."""

import re
from collections.abc import Sequence
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.grids.columns import plain
from jixiao.reading.tabular.rate_pairs import Pair
from jixiao.reading.tabular.table import Table

_LETTERS = re.compile(r"（\s?(?:=|＝)?\s?([A-Za-z①-⑩\d])\s?[/÷]\s?([A-Za-z①-⑩\d])")
_SHORTEST = 2
_LONGEST = 400


def declared_pair(table: Table, column: int, pairs: Sequence[Pair]) -> Pair | None:
    """Return the pair that the header of a rate or a hint in the table names; None if neither does.

    Args:
        table: The table.
        column: The column of the rate.
        pairs: The pairs that the name of the rate allows.
    """
    under = _by_letters(table, column)
    if under is None and pairs:
        under = _by_hint(table, {pair.under for pair in pairs})
    return next((pair for pair in pairs if pair.under == under), None)


def _by_letters(table: Table, column: int) -> int | None:
    """Return the column whose letter stands below the stroke in the header of the rate."""
    match = _LETTERS.search(table.grid.column_name(column))
    if match is None:
        return None
    lettered = [other for other in range(len(table.grid.roles)) if f"（{match[2]}）" in table.grid.column_name(other)]
    return lettered[0] if len(lettered) == 1 else None


def _by_hint(table: Table, unders: set[int]) -> int | None:
    """Return the column that a hint in a cell of words, in the caption or right below the table names."""
    named = [under for under in sorted(unders) if len(plain(table.grid.column_name(under))) >= _SHORTEST]
    for match in _hint().finditer(_words(table)):
        fits = [under for under in named if (match["one"] or match["two"]) in table.grid.column_name(under)]
        if len(fits) == 1:
            return fits[0]
    return None


@cache
def _hint() -> re.Pattern[str]:
    has = lexicon.words("columns")["has"]
    names = lexicon.longest_first([*has["budget_initial"], *has["budget_adjusted"]])
    return re.compile(
        rf"分母\s?(?:用|为|是|取|按|应为|应是|采用|统一用|以)\s?[“‘「]?(?P<one>{names})"
        rf"|(?:以|按|用)[“‘「]?(?P<two>{names})[”’」]?(?:为|作|做|作为)(?:分母|基数)"
    )


def _words(table: Table) -> str:
    grid, passage = table.grid, table.report.passage
    words = (cell.text for row in grid.rows for cell in row if cell.figure is None)
    cells = [text for text in words if "分母" in text or "基数" in text]
    last = grid.last_line + 1
    below = passage.line_text(last) if last < len(table.report.document.lines) else ""
    return " ".join((*cells[:4], grid.caption, below[:_LONGEST]))
