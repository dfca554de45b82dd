"""Words written twice, and one document under two titles."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import islice, pairwise

from jixiao.reading import lexicon
from jixiao.reading.remarks import Case, Remark, remarker

_TWICE = re.compile(r"([\u4e00-\u9fff])(?!\1)([\u4e00-\u9fff])\1\2(?!\1\2)")
_NUMERALS = re.compile("[一二三四五六七八九十年月日]")
_MOST, _ALIKE = 20, 0.72


@remarker("repeated_words")
def repeated(case: Case) -> Iterator[Remark]:
    """Yield a remark for every word that is written twice, one after the other."""
    normal, rows = case.passage.normal, case.passage.rows
    for match in islice(_TWICE.finditer(case.passage.text), _MOST):
        word = match.group(1) + match.group(2)
        is_cell = case.passage.line_at(match.start()) in rows
        if (
            not is_cell
            and word not in lexicon.words("remarks")["repeated_right"]
            and not _NUMERALS.search(word)
        ):
            start, end = normal.origin(match.start()), normal.origin(match.end() - 1) + 1
            yield Remark("repeated_words", "low", "hint", start, end, (("words", match.group()),))


@remarker("two_titles")
def titles(case: Case) -> Iterator[Remark]:
    """Yield a remark for two titles of one paragraph that name nearly the same document."""
    found = [match for match in _titles().finditer(case.passage.text)]
    for first, second in islice(pairwise(found), 10 * _MOST):
        between = case.passage.text[first.end() : second.start()]
        if "\n" in between or not _differ_little(first.group(1), second.group(1)):
            continue
        normal = case.passage.normal
        yield Remark("two_titles", "low", "review", normal.origin(first.start()), normal.origin(second.end() - 1) + 1,
                     (("first", first.group(1)), ("second", second.group(1))))  # fmt: skip


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(lexicon.words("remarks")["title_marks"])


def _differ_little(first: str, second: str) -> bool:
    """Whether two titles are alike but for a character or two that one has and the other has not."""
    if first == second or first[-2:] != second[-2:]:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] in ("insert", "delete")]
    short = [change for change in changes if max(change[2] - change[1], change[4] - change[3]) == 1]
    has_digit = any(re.search(r"\d", first[a:b] + second[c:d]) for _, a, b, c, d in short)
    return bool(short) and not has_digit and matcher.ratio() >= _ALIKE
