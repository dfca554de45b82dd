"""How the columns of a table stand: figures to the right, so that their digits are one above the other."""

import re

from jixiao.document import Block, plain

_FIGURE = re.compile(r"[-−+]?[\d,]+(\.\d+)?\s?[%％]?")
_ABSENT = frozenset({"", "—", "-", "–", "/"})


def align_figures(table: Block) -> None:
    """Set every column of `table` that holds nothing but figures to the right."""
    for place, column in enumerate(table["columns"]):
        shown = {plain(row[place]).strip() for row in table["rows"]} - _ABSENT
        if column["align"] == "left" and shown and all(_FIGURE.fullmatch(words) for words in shown):
            column["align"] = "right"
