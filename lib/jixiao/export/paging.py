"""Pages without large gaps: what follows a turned table fills the page before it, and its last page is no stub."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Any, Final

from jixiao.document import Block

PT_PER_MM: Final = 72 / 25.4
TEXT_MM: Final = {
    ("report", False): (27.0, 273.0),
    ("report", True): (27.0, 186.0),
    ("gongwen", False): (37.0, 262.0),
    ("gongwen", True): (37.0, 175.0),
}
"""Top and bottom of the text area, from the top of the paper, by page style and whether the page is turned."""
STUB: Final = 0.4
"""What a page is filled at least, before a turned table and at its end, if that can be helped."""
_GAP = 1 / 3
_BLANK_PT = 14.0
_NEVER_PASSED = frozenset({"table", "details"})
_Starts = dict[int, tuple[int, float]]


def fill_gap(blocks: list[Block], plan: dict[str, Any], page_style: str) -> bool:
    """Move what follows a turned table to the page before it, if that is left far from full.

    Neither a section nor a table is passed: order and numbers stay. Only the first gap is filled.

    Args:
        blocks: The blocks of the document, each with its ``place``; they are reordered.
        plan: How the pages came out, as the template tells it.
        page_style: ``report`` or ``gongwen``.

    Returns:
        Whether a block was moved.
    """
    starts = {place: (page, y) for place, page, y in plan["starts"]}
    top, bottom = _area(page_style, turned=False)
    for first, end in _turned_runs(blocks):
        room = bottom - starts[blocks[first]["place"]][1]
        if room > (bottom - top) * _GAP and not any(_is_section(block) for block in blocks[first:end]):
            count = _fitting(blocks[end:], starts, room - _BLANK_PT)
            if count:
                moved = blocks[end : end + count]
                blocks[first : end + count] = [*moved, *blocks[first:end]]
                return True
    return False


def after_gaps(blocks: Sequence[Block], plan: dict[str, Any], page_style: str) -> list[str]:
    """Return the turned tables after a page that is left nearly empty."""
    runs = _after_stubs(blocks, plan, page_style)
    return [block["id"] for first, end in runs for block in blocks[first:end] if _is_turned(block)]


def before_gaps(blocks: Sequence[Block], plan: dict[str, Any], page_style: str) -> list[str]:
    """Return the upright tables whose last rows are all that stands on a page before a turned table."""
    tables = (blocks[first - 1] for first, _ in _after_stubs(blocks, plan, page_style) if first)
    return [block["id"] for block in tables if block["kind"] == "table" and not block["turned"]]


def _after_stubs(blocks: Sequence[Block], plan: dict[str, Any], page_style: str) -> list[tuple[int, int]]:
    starts = {place: y for place, _, y in plan["starts"]}
    top, bottom = _area(page_style, turned=False)
    return [(first, end) for first, end in _turned_runs(blocks)
            if starts[blocks[first]["place"]] - top < (bottom - top) * STUB]  # fmt: skip


def stubs(plan: dict[str, Any], page_style: str) -> list[str]:
    """Return the turned tables that end near the top of a page."""
    top, bottom = _area(page_style, turned=True)
    return [name for name, _, y in plan["turned"] if y - top < (bottom - top) * STUB]


def _area(page_style: str, *, turned: bool) -> tuple[float, float]:
    top, bottom = TEXT_MM[page_style, turned]
    return top * PT_PER_MM, bottom * PT_PER_MM


def _turned_runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield where turned tables that stand together begin, with the headings before them, and end."""
    end = 0
    for place, block in enumerate(blocks):
        if place >= end and _is_turned(block):
            before = list(takewhile(_is_heading, reversed(blocks[end:place])))
            start = place - len(before)
            end = place + len(list(takewhile(_is_turned, blocks[place:])))
            yield start, end


def _fitting(following: Sequence[Block], starts: _Starts, room: float) -> int:
    """Return how many of the following blocks fit into `room`; a heading is never the last of them."""
    count = 0
    for place, (block, after) in enumerate(pairwise(following), start=1):
        page, y = starts[following[0]["place"]]
        next_page, next_y = starts.get(after["place"], (0, 0.0))
        fits = next_page == page and next_y - y <= room
        if not fits or block["kind"] in _NEVER_PASSED or _is_section(block):
            break
        count = count if _is_heading(block) else place
    return count


def _is_turned(block: Block) -> bool:
    return block["kind"] == "table" and block["turned"]


def _is_heading(block: Block) -> bool:
    return block["kind"] == "heading"


def _is_section(block: Block) -> bool:
    return _is_heading(block) and block["level"] == 1
