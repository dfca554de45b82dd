"""Where a run without blanks, such as the place of a value in a file or a digest, may be parted."""

import re
from typing import Final

_RUN = re.compile("[!-~]{12,}")
PROSE_MARKS: Final = ",:;/"
"""Marks after which a line of text may end."""
CELL_MARKS: Final = ",:;/_"
"""Marks after which a line of a table may end, where room is short."""
_AMOUNT = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?%?")
_LONG, _CHUNK = 17, 8


def parted(words: str, marks: str = CELL_MARKS) -> list[str]:
    """Return `words` in parts; a line may end after each of them, nothing is added.

    A run of Latin letters and digits is parted after one of `marks`; what is still long after that, such as
    a digest, after any eight characters. A number stays whole.

    Example:
        >>> parted("支出：funds.csv:2:budget_initial")
        ['支出：funds.csv:', '2:', 'budget_', 'initial']
    """
    parts, at = [""], 0
    for run in _RUN.finditer(words):
        parts[-1] += words[at : run.start()]
        first, *others = _pieces(run[0], marks)
        parts[-1] += first
        parts += others
        at = run.end()
    parts[-1] += words[at:]
    return parts


def _pieces(run: str, marks: str) -> list[str]:
    pieces, start = [], 0
    for place in range(1, len(run)):
        if run[place - 1] in marks and _may_part(run, place, marks):
            pieces.append(run[start:place])
            start = place
    return [part for piece in [*pieces, run[start:]] for part in _chunks(piece)]


def _may_part(run: str, place: int, marks: str) -> bool:
    number = run[place].isdigit() and run[max(place - 2, 0)].isdigit()
    return not number and run[place] not in marks and place > 1


def _chunks(piece: str) -> list[str]:
    if len(piece) < _LONG or _AMOUNT.fullmatch(piece):
        return [piece]
    return [piece[start : start + _CHUNK] for start in range(0, len(piece), _CHUNK)]
