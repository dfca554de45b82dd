"""Section numbers that were lost while the titles are there."""

from collections.abc import Iterator

from jixiao.reading.remarks import Case, Remark, remarker
from jixiao.reading.sections import headings

_NUMBERED, _SHOWN = 2, 12


@remarker("section_numbers_lost")
def lost(case: Case) -> Iterator[Remark]:
    """Yield one remark with the headings that bear no number where others do."""
    found = list(headings(case.report)) if case.is_whole else []
    bare = [title for _, number, title in found if not number]
    if not bare or len(found) - len(bare) < _NUMBERED:
        return
    fields = (("number", str(len(bare))), ("titles", "、".join(bare[:_SHOWN])))
    line = next(line for line, number, _ in found if not number)
    passage = case.passage
    start = passage.line_start(line - 1)
    end = passage.line_start(line - 1) + len(passage.line_text(line - 1))
    yield Remark("section_numbers_lost", "low", "hint", passage.normal.origin(start),
                 passage.normal.origin(max(start, end - 1)) + 1, fields)  # fmt: skip
