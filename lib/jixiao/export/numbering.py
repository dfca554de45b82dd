"""The numbers of tables and figures, in reading order; only the formats have them, not the document."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from jixiao.document import Block, walk
from jixiao.language import text

NUMBERED: Final = ("table", "figure")


def number(blocks: Iterable[Block], language: str) -> None:
    """Give every table and figure of `blocks` its ``number``, such as ``Table 3``.

    Args:
        blocks: Blocks in reading order; they are changed.
        language: ``zh`` or ``en``.
    """
    counts: Counter[str] = Counter()
    for block in walk(blocks):
        kind = block["kind"]
        if kind in NUMBERED:
            counts[kind] += 1
            block["number"] = text(f"export.{kind}_number", language, number=counts[kind])
