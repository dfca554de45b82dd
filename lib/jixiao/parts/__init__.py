"""The parts that pages and the report are made of: each a function from the workbook to blocks."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from jixiao.discovery import load_modules
from jixiao.display import Shown
from jixiao.document import Block
from jixiao.exceptions import RuleError
from jixiao.registers import registers_of

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

Part = Callable[..., list[Block]]
"""Takes the workbook, the level of headings inside, and the words that an outline's ``shows`` adds."""

_PARTS: dict[str, Part] = {}


def part(function: Part) -> Part:
    """Register `function` under its own name, as an outline's ``shows`` and a page's ``show`` call it."""
    _PARTS[function.__name__] = function
    return function


def blocks_of(book: "Workbook", shown: str | Mapping[str, Sequence[str]], level: int) -> list[Block]:
    """Return the blocks of one part.

    Args:
        book: The workbook.
        shown: The part's name, or its name with what of it is shown: ``{"indicators": ["output"]}``.
        level: The level that headings inside it start at.

    Raises:
        RuleError: No module of this package defines a part of that name.
    """
    load_modules(__name__)
    name, words = (shown, ()) if isinstance(shown, str) else next(iter(shown.items()))
    if name not in _PARTS:
        raise RuleError("unknown-part", part=name, allowed=", ".join(sorted(_PARTS)))
    return _PARTS[name](book, level, *words)


def show(book: "Workbook", name: str) -> Shown:
    """Return one part as a page shows it, its register beside it; ``report`` and ``seal`` carry their own data."""
    return Shown(
        blocks_of(book, name, 2),
        registers=registers_of(book, name) or None,
        document=book.document if name == "report" else None,
        seal={**book.digests, "headline": _headline(book)} if name == "seal" else None,
    )


def _headline(book: "Workbook") -> dict[str, str | None]:
    words = book.scores.headline(book.language)
    return {"score": words, "reason": ""} if book.scores.total is not None else {"score": None, "reason": words}
