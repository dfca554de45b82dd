"""One thing called both so and not so in one report: X到位 here, X不到位 there."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from jixiao.reading import lexicon
from jixiao.reading.claims import word_pattern
from jixiao.reading.document_kind import makes_claims
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.statement import printed, quote_words

_SHORTEST, _LONGEST, _MOST, _CONTEXT = 4, 8, 2000, 300
_SIGN = re.compile(r"[，。；：、！？\n（）“”\d\s]")


@finder("polarity_opposite")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for every pair of opposite statements with the same subject; limited ones are left out."""
    if not makes_claims(report.document_kind):
        return
    passage = report.passage
    denied = {(head, word): span for head, word, span in islice(_statements(passage, denied=True), _MOST)}
    told: set[tuple[str, str]] = set()
    for head, word, span in islice(_statements(passage, denied=False), _MOST) if denied else ():
        if (head, word) in denied and (head, word) not in told:
            told.add((head, word))
            yield _relation(passage, span, denied[head, word])


@cache
def _pattern(denied: bool) -> re.Pattern[str]:
    words = lexicon.words("claims")
    middle = words["denied"] if denied else f"{words['between']}?"
    return re.compile(f"{middle}({lexicon.longest_first(words['opposites'])})(?!{words['term_behind']})")


@cache
def _light() -> re.Pattern[str]:
    return re.compile(f"^(?:{lexicon.longest_first(lexicon.words('claims')['light'])})+")


def _statements(passage: Passage, denied: bool) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield subject, word and place of every statement; a subject is the whole clause before the word."""
    for match in _pattern(denied).finditer(passage.text):
        start = max(0, match.start() - 2 * _LONGEST)
        clause = _SIGN.split(passage.text[start : match.start()])[-1]
        head = _light().sub("", clause)
        sentence, _ = passage.sentence_span(match.start())
        context = passage.text[max(sentence, match.start() - 40) : match.start()]
        if _SHORTEST <= len(head) <= _LONGEST and not word_pattern("limited").search(_last_clauses(context)):
            yield head, match.group(1), (match.start() - len(head), match.end())


def _last_clauses(context: str) -> str:
    return re.split("[。；，\n]", context)[-1]


def _relation(passage: Passage, said: tuple[int, int], denied: tuple[int, int]) -> Relation:
    start, end = quote_words(passage, *denied)
    # a list of problems takes back what was said in general before: a person has to weigh it
    is_problem = bool(word_pattern("problems").search(passage.text[max(0, denied[0] - _CONTEXT) : denied[0]]))
    verdict, severity = ("review", "medium") if is_problem else ("contradicted", "high")
    return Relation("polarity", verdict, severity, words=printed(passage, *denied), definition="opposite",
                    note="opposite", fields=(("other", printed(passage, *said)),), start=start, end=end)  # fmt: skip
