"""Whether a list that is far larger than the figure right before it belongs to something else."""

import re
from collections.abc import Sequence
from decimal import Decimal

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of, size_of
from jixiao.reading.lists.verdict import ratio

_FAR, _FAR_OF_REST = Decimal("1.5"), Decimal("1.2")
_MOST, _LABEL = 24, 16


def is_of_another(spans: Spans, at: int, total: Figure, parts: Sequence[Figure]) -> bool:
    """Return whether the parts of a list belong to another figure than the one they seem to explain.

    支出80.76万元，结余2.24万元。其中设备36.58万元: what is left never holds what was spent, and a list that is far
    larger than the nearest figure explains an earlier one that can hold it.

    Args:
        spans: The figures of the text.
        at: Where the words that open the list begin.
        total: The figure before the list.
        parts: The figures of the list.
    """
    share = ratio(total, parts)
    if share > _FAR_OF_REST and _is_rest(spans, total) and not any(_is_rest(spans, part) for part in parts):
        return True
    return share > _FAR and _can_be_held(spans, at, total, parts)


def _is_rest(spans: Spans, figure: Figure) -> bool:
    """Whether a figure is what is left over, given back or cut off."""
    return bool(lexicon.pattern("lists", "left_over").search(spans.clause_before(figure)[-_LABEL:]))


def _can_be_held(spans: Spans, at: int, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether an earlier figure of the sentence, or of the line where the list opens a sentence, is large enough."""
    start, _ = spans.passage.sentence_span(total.at)
    opens_anew = bool(re.search("[。\n]", spans.text[total.till : at]))
    size = size_of(total) * ratio(total, parts)
    earlier = [figure for figure in spans.before(total.at, _MOST) if class_of(figure) == class_of(total)]
    near = [figure for figure in earlier if figure.at >= start or (opens_anew and figure.line == total.line)]
    return any(size_of(figure) >= size and spans.may_add(figure) for figure in near)
