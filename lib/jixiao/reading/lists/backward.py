"""Lists whose total stands behind them: 合计, 共计, 以上四项共, 上述资金."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.reading import numerals
from jixiao.reading.compare import pairs
from jixiao.reading.figure import Figure
from jixiao.reading.lists import words
from jixiao.reading.lists.accusing import sureness
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import MIXED, class_of, group_of, size_of
from jixiao.reading.lists.verdict import Sum, agrees, overlaps, ratio

_HINT = re.compile("[合共总累计上述可加]")
_BACK = re.compile("(?:上述|以上|前述|可用)[^，。；\\d]{0,10}$")
_PROGRESS = re.compile("截至|截止|已[支拨完付]")
_MOST = 24
_CLOSE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Closing:
    """A total that stands behind its parts.

    Attributes:
        total: The total.
        firm: Whether the words say that it is a sum.
        back: Whether the words point back: 以上, 上述.
        number: How many items it says it sums; 0 if it does not say.
        verb: The words between 共 and the figure.
    """

    total: Figure
    firm: bool
    back: bool
    number: int
    verb: str


def backward_sums(spans: Spans) -> Iterator[Sum]:
    """Yield every sum whose total stands behind its parts."""
    for figure in spans.figures:
        if not class_of(figure) or figure.per:
            continue
        closing = _closing(spans, figure)
        if closing:
            yield from _sum_for(spans, closing)
        else:
            yield from _beside(spans, figure)


def _beside(spans: Spans, figure: Figure) -> Iterator[Sum]:
    """Yield the sum of the second figure of a total, if it holds: 共计142条560.5公里."""
    first = next(spans.before(figure.at, 1), None)
    if first is None or first.till != figure.at or class_of(first) in ("", class_of(figure)):
        return
    closing = _closing(spans, first)
    run = _same_sentence(spans, figure, class_of(figure)) if closing and spans.may_add(figure) else []
    found = _exact(figure, run, 0) if len(run) > 1 else None
    if found and found.is_exact:
        yield found


def _sum_for(spans: Spans, closing: Closing) -> Iterator[Sum]:
    total = closing.total
    classes = [class_of(total), *([MIXED] if group_of(total) == "any" else [])]
    near = {of: _same_sentence(spans, total, of) for of in classes}
    for of in classes:
        for run in _runs(spans, closing, of, near[of]):
            found = _exact(total, run, closing.number)
            if found:
                yield found
                return
    own = classes[0] if len(near[classes[0]]) == len(near[classes[-1]]) else classes[-1]
    failed = _failed(spans, closing, own, near[own])
    if failed:
        yield failed


def _ends_of(run: list[Figure], number: int) -> Iterator[list[Figure]]:
    """Yield every end of a list, the longest first; then as many neighbours as the words count."""
    for length in range(min(len(run), 15), 1, -1):
        yield run[-length:]
    for first in range(len(run) - number if number > 2 else 0):
        yield run[first : first + number]


def _exact(total: Figure, run: list[Figure], number: int) -> Sum | None:
    for parts in _ends_of(run, number):
        verdict, note = agrees(total, parts)
        if verdict == "reconciled" and max(map(size_of, parts)) <= size_of(total):
            return Sum(total, tuple(parts), verdict, note, parts[0].at, backward=True)
    return None


def _closing(spans: Spans, figure: Figure) -> Closing | None:
    clause = spans.clause_before(figure)
    if not _HINT.search(clause) or not spans.may_add(figure):
        return None
    match = words.closer().search(clause)
    if match:
        number = match["number"] or ""
        value = int(number) if number.isdigit() else int(numerals.value_of(number) or 0) if number else 0
        return Closing(figure, bool(match["firm"]), bool(match["back"]), value, match["verb"] or "")
    return Closing(figure, False, True, 0, "") if _BACK.search(clause) else None


def _runs(spans: Spans, closing: Closing, of: str, near: list[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures before the total in which its parts may stand, narrowed by role and by verb."""
    wide = _wide(spans, closing, of) if closing.firm or closing.back or closing.number else []
    for run in (near, wide):
        yield from _narrowed(spans, closing, run)


def _narrowed(spans: Spans, closing: Closing, run: list[Figure]) -> Iterator[list[Figure]]:
    yield run
    yield [figure for figure in run if not words.aside("due").search(spans.clause_before(figure))]
    role = closing.total.role
    yield [figure for figure in run if role and figure.role in (role, "")]
    noun = closing.total.noun[:1]
    yield [figure for figure in run if noun and figure.noun[:1] == noun]
    verb = closing.verb[:2]
    yield [figure for figure in run if len(verb) == 2 and verb in figure.head]


def _same_sentence(spans: Spans, total: Figure, of: str) -> list[Figure]:
    start, _ = spans.passage.sentence_span(total.at)
    return [entry.figure for entry in spans.entries(max(start, total.at - 800), total.at, of)]


def _wide(spans: Spans, closing: Closing, of: str) -> list[Figure]:
    """Return the figures of the class in the lines around, up to the total."""
    total = closing.total
    found: list[Figure] = []
    for figure in spans.before(total.at, 60):
        if (
            figure.line < total.line - (max(2, closing.number) if closing.back or closing.number else 0)
            or len(found) >= _MOST
        ):
            break
        if spans.belongs(figure, of) and spans.may_add(figure) and not spans.in_bracket(figure):
            found.append(figure)
    return found[::-1]


def _failed(spans: Spans, closing: Closing, of: str, near: list[Figure]) -> Sum | None:
    total = closing.total
    parts = _run_of(spans, closing, of, near)
    if len(parts) < 2:
        return None
    share, (judged, note) = ratio(total, parts), agrees(total, parts)
    if judged == "reconciled":
        return Sum(total, tuple(parts), judged, note, parts[0].at, backward=True)
    if _roles_differ(total, parts):
        return None
    if _is_counted(spans, closing, of, near, parts) and not note:
        return Sum(total, tuple(parts), "contradicted", "", parts[0].at, backward=True)
    if abs(share - 1) > Decimal("0.5"):
        return None
    if note:
        return Sum(total, tuple(parts), "review", note, parts[0].at, backward=True)
    verdict = _verdict(spans, closing, of, near, parts, share)
    if not verdict:
        return None
    return Sum(
        total,
        tuple(parts),
        verdict,
        "" if verdict == "contradicted" else "parts_unclear",
        parts[0].at,
        backward=True,
    )


def _is_counted(spans: Spans, closing: Closing, of: str, near: list[Figure], parts: Sequence[Figure]) -> bool:
    """Whether the sentence says how many parts it sums, and names just these: A1万元，B2万元，两项合计5万元."""
    return (of == class_of(closing.total) and closing.firm and closing.number == len(parts) == len(near)
            and not spans.passage.figures_between(parts[-1], closing.total)[1:])  # fmt: skip


def _verdict(
    spans: Spans, closing: Closing, of: str, near: Sequence[Figure], parts: Sequence[Figure], share: Decimal
) -> str:
    if of == MIXED or overlaps(spans.passage, parts):
        return "review" if abs(share - 1) <= _CLOSE and of == MIXED else ""
    if _PROGRESS.search(spans.clause_before(closing.total)):
        return ""
    if closing.number == len(parts) and (len(near) == len(parts) or not closing.back):
        return sureness(share, "closed")
    if closing.firm:
        same_sentence = spans.passage.sentence_span(parts[-1].at) == spans.passage.sentence_span(
            closing.total.at
        )
        return sureness(share, "closed" if same_sentence else "partition")
    if closing.back:
        return "review" if abs(share - 1) <= _CLOSE else ""
    if (
        len(parts) > 2
        and abs(share - 1) <= Decimal("0.05")
        and spans.clause_before(closing.total).startswith("总")
    ):
        return "contradicted"
    if not closing.verb or _shares_words(spans, closing, parts):
        return sureness(share, "partition")
    return "review" if abs(share - 1) <= _CLOSE else ""


def _run_of(spans: Spans, closing: Closing, of: str, near: list[Figure]) -> list[Figure]:
    """Return the parts as the words show them: as many as are named, or the list right before the total."""
    runs = [run for run in _runs(spans, closing, of, near) if len(run) >= 2]
    if closing.number >= 2:
        exact = [run for run in runs if len(run) == closing.number]
        longer = [run[-closing.number :] for run in runs if len(run) > closing.number]
        choice = exact or longer
        return min(choice, key=lambda run: abs(ratio(closing.total, run) - 1)) if choice else []
    pick = [run for run in (*_narrowed(spans, closing, near), _of_segment(spans, closing, near)) if len(run) >= 2]
    if not pick and (closing.firm or _is_numbered(spans, closing)):
        pick = [
            run for run in _narrowed(spans, closing, _sentence_before(spans, closing, of)) if len(run) >= 2
        ]
    return min(pick, key=lambda run: abs(ratio(closing.total, run) - 1)) if pick else []


def _of_segment(spans: Spans, closing: Closing, near: Sequence[Figure]) -> list[Figure]:
    """Return the figures behind the last ； before the total: what the sentence says first is another matter."""
    start = spans.text.rfind("；", near[0].at, closing.total.at) if near and closing.firm else -1
    return [figure for figure in near if figure.at > start] if start >= 0 else []


def _sentence_before(spans: Spans, closing: Closing, of: str) -> list[Figure]:
    start, _ = spans.passage.sentence_span(closing.total.at)
    if start == 0 or spans.text[start - 1] == "\n":
        return []
    first, end = spans.passage.sentence_span(start - 2)
    return [entry.figure for entry in spans.entries(max(first, end - 800), end, of)]


def _is_numbered(spans: Spans, closing: Closing) -> bool:
    """Whether the sentence before is a numbered list, such as 一是 …；二是 …."""
    start, _ = spans.passage.sentence_span(closing.total.at)
    first = spans.passage.sentence_span(max(0, start - 2))[0]
    return "二是" in spans.text[first:start]


def _roles_differ(total: Figure, parts: Sequence[Figure]) -> bool:
    roles = {part.role for part in parts} - {"", "allotted", total.role}
    return len(roles) > 1


def _shares_words(spans: Spans, closing: Closing, parts: Sequence[Figure]) -> bool:
    return bool(pairs(closing.verb) & pairs("".join(part.head for part in parts)))
