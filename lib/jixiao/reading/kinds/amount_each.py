"""One amount for several groups of people: what each got, where that is no whole number, for a person to look at."""

import re
from collections.abc import Iterator

from jixiao.reading import lexicon
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Sentence
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_FEWEST, _MOST, _LONGEST = 2, 4, 400


@finder("amount_each")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation where one gift to two or more groups, not called a sum of shares, does not divide evenly."""
    passage = report.passage
    known = lexicon.words("remarks")
    for sentence in passage.sentences:
        words = passage.text[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
        if re.search(known["gifts"], words) and not re.search(known["shared"], words):
            yield from _relation(report, sentence)


def _relation(report: Report, sentence: Sentence) -> Iterator[Relation]:
    units = lexicon.words("remarks")["receivers"]
    *groups, amount = sentence.figures
    # 7万余元 is too coarse to be divided
    is_one_amount = amount.kind == "money" and amount.unit == "元" and not amount.per and bool(amount.value)
    if not is_one_amount or not _FEWEST <= len(groups) <= _MOST:
        return
    if any(figure.kind != "count" or figure.unit not in units or not figure.value for figure in groups):
        return
    people = sum(int(figure.base) for figure in groups)
    if amount.base % people:
        start, end = quote(report.passage, (amount, *groups))
        yield Relation("amount_each", "review", "low", (amount, *groups), computed=amount.base / people, unit="元",
                       formula=f"{amount.base.normalize():f} ÷ ({' + '.join(figure.number for figure in groups)})",
                       start=start, end=end)  # fmt: skip
