"""Where a list begins: at 其中, 包括, 分别为, at a colon or a bracket behind a figure."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.reading.lists import words
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of

_AFTER_FIGURE = re.compile(r"[^，。；：、（）\d\s|]{0,8}(?P<sign>[：（])")
_SKIP = re.compile(r"[：:，\s为是有]*")
_NEAR = 200
_WINDOW, _DENSEST = 2000, 60
_STRENGTHS = {name: name for name in ("open", "partition", "single", "numbered")} | {"within": "among"}


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a list.

    Attributes:
        at: Where the opening words begin.
        start: Where the list begins.
        end: Where it ends.
        strength: ``closed``, ``partition``, ``open`` or ``single``.
        bracket: Whether it stands in a bracket behind its total.
    """

    at: int
    start: int
    end: int
    strength: str
    bracket: bool = False


def openings(spans: Spans) -> tuple[Opening, ...]:
    """Return every place where a list may begin; what opens more lists than prose can is left alone."""
    if spans.openings is None:
        seen: Counter[int] = Counter()
        spans.openings = tuple(_sparse(_by_words(spans), seen)) + tuple(_sparse(_by_signs(spans), seen))
    return spans.openings


def _sparse(found: Iterator[Opening], seen: Counter[int]) -> Iterator[Opening]:
    for opening in found:
        seen[opening.at // _WINDOW] += 1
        if seen[opening.at // _WINDOW] <= _DENSEST:
            yield opening


def _by_words(spans: Spans) -> Iterator[Opening]:
    text = spans.text
    for match in words.opener().finditer(text):
        name = match.lastgroup or ""
        start = _SKIP.match(text, match.end()).end()  # type: ignore[union-attr]
        if not spans.inside(start, start + _NEAR):
            continue
        before = text[match.start() - 1 : match.start()]
        if name == "single" and before in ("包", "内", "不", "饱", "蕴"):
            continue
        yield Opening(match.start(), start, spans.list_end(start), _STRENGTHS.get(name, "closed"), before == "（")


def _by_signs(spans: Spans) -> Iterator[Opening]:
    """Yield the lists that begin with a colon or a bracket right behind a figure."""
    text = spans.text
    for figure in spans.figures:
        inside = words.among().match(text, figure.till)
        if inside and class_of(figure):
            yield Opening(inside.start("sign"), inside.end(), spans.list_end(inside.end()), "among")
        behind = _AFTER_FIGURE.match(text, figure.till)
        if behind and not words.opener().match(text, behind.end()):
            start = behind.end()
            yield Opening(behind.start("sign"), start, spans.list_end(start), "closed", behind["sign"] == "（")
