"""Money said to be left or saved although more was spent than received; money said not to be left although it is."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from jixiao.reading import lexicon
from jixiao.reading.claims import word_pattern
from jixiao.reading.document_kind import makes_claims
from jixiao.reading.evidence import Witness
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import half_step, is_exact
from jixiao.reading.kinds import finder
from jixiao.reading.mainstay import whole_amounts
from jixiao.reading.passage import Passage
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.statement import printed, quote_words

_BEFORE, _MOST, _NEAR_LINES, _BEHIND, _CONTEXT = 8, 200, 3, 3, 400


@finder("polarity_left")
def find(report: Report) -> Iterator[Relation]:
    """Yield the first claim of a balance and of a saving beside an overspend, and every balance that is denied."""
    if not makes_claims(report.document_kind):
        return
    overspent = _overspent(report.passage)
    if overspent:
        yield from islice(_balance(report.passage, *overspent), 1)
        yield from islice(_saving(report.passage, *overspent), 1)
    yield from _denied(report)


def _overspent(passage: Passage) -> tuple[Figure, Figure] | None:
    """Return spending and receipts of the project if it spent more than it received and names no other money."""
    amounts = whole_amounts(passage)
    spent, received = amounts.get("spent"), amounts.get("received")
    if (
        spent is None
        or received is None
        or spent.base - received.base <= half_step(spent) + half_step(received)
    ):
        return None
    words, start = lexicon.words("claims"), max(0, spent.at - _CONTEXT)
    near = passage.text[start : spent.at + _CONTEXT]
    has_other = any(word in passage.text for word in words["other_sources"])
    if has_other or any(word in near for word in words["other_sources_near"]):
        return None
    return (spent, received) if is_exact(spent) and is_exact(received) else None


def _balance(passage: Passage, spent: Figure, received: Figure) -> Iterator[Relation]:
    for match in word_pattern("balance").finditer(passage.text):
        before = passage.text[max(0, match.start() - _BEFORE) : match.start()]
        if word_pattern("not_claimed").search(before) or passage.line_at(match.start()) in passage.rows:
            continue
        yield _relation(
            passage, match.start(), _with_amount(passage, match.end()), spent, received, "balance"
        )


def _with_amount(passage: Passage, end: int) -> int:
    """Return the end of a claim with the amount that follows it at once."""
    index = bisect_left(passage.prose, end, key=lambda figure: figure.at)
    behind = passage.prose[index] if index < len(passage.prose) else None
    return behind.till if behind and behind.kind == "money" and behind.at - end <= _BEHIND else end


def _saving(passage: Passage, spent: Figure, received: Figure) -> Iterator[Relation]:
    for figure in passage.prose:
        match = word_pattern("saving").search(figure.head) if figure.kind in ("rate", "money") else None
        if match and figure.value and not figure.sign and not word_pattern("wished").search(figure.head):
            start = figure.at - len(figure.head) + match.start()
            yield _relation(passage, start, figure.till, spent, received, "saving")


def _relation(passage: Passage, start: int, end: int, spent: Figure, received: Figure, name: str) -> Relation:
    first, last = quote_words(passage, start, end)
    return Relation("polarity", "contradicted", "high", (spent, received), words=printed(passage, start, end),
                    computed=spent.base / scale_of(spent.unit), unit=spent.unit,
                    formula=f"{spent.number} > {received.number}", definition=name, start=first, end=last)  # fmt: skip


def _denied(report: Report) -> Iterator[Relation]:
    passage, witness = report.passage, Witness(report)
    for match in islice(word_pattern("balance_denied").finditer(passage.text), _MOST):
        line = passage.line_at(match.start())
        if line in passage.rows:
            continue
        left = _left(passage, witness, match.start(), line)
        if left is not None:
            first, last = quote_words(passage, match.start(), match.end())
            sure = left.line == line and is_exact(left)
            yield Relation("polarity", "contradicted" if sure else "review", "high", (left,),
                           words=printed(passage, match.start(), match.end()), computed=left.value,
                           unit=left.unit, definition="balance_denied", start=first, end=last)  # fmt: skip


def _left(passage: Passage, witness: Witness, offset: int, line: int) -> Figure | None:
    """Return the nearest stated balance, unless the sentence between says what became of it."""
    for near in range(line, max(-1, line - _NEAR_LINES), -1):
        for figure in reversed(witness.in_line(near)):
            is_left = figure.role == "carry_out" and figure.value and not figure.per
            if is_left and not word_pattern("former").search(figure.head):
                between = passage.text[min(figure.till, offset) : max(figure.till, offset)][:200]
                return None if word_pattern("explained").search(between) else figure
    return None
