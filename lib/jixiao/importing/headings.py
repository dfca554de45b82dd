"""What a heading may mean: the project columns that go by its words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from jixiao.intake.schema import schemas
from jixiao.layout.model import Heading
from jixiao.reading.lexicon import words

LEXICON = "headings"
BY_DEFINITION, BY_LEXICON = 2, 1
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕")
_LEADING = re.compile(r"^(?:[0-9]+|[一二三四五六七八九十]+)[、.．]")
_BLANKS = re.compile(r"[\s:：*★·“”\"']+")


def plain(heading: str) -> str:
    """Return a heading without blanks, brackets, numbers before it and differences of width and case.

    Example:
        >>> plain("支出 金额（万元）"), plain("3、Ｐayee*")
        ('支出金额', 'payee')
    """
    text = _BLANKS.sub("", unicodedata.normalize("NFKC", heading)).casefold()
    bare = _LEADING.sub("", _BRACKETS.sub("", text))
    return bare or text


@cache
def known(table: str) -> Mapping[str, tuple[str, int]]:
    """Return what each plain heading means in a project's table: column or part of one, and how surely."""
    found: dict[str, tuple[str, int]] = {}
    for column in schemas()[table].columns.values():
        for name in column.names:
            found.setdefault(plain(name), (column.name, BY_DEFINITION))
    lexicon = words(LEXICON)
    further = {} if table in lexicon["exact"] else lexicon["columns"].get(table, {})
    for name, headings in further.items():
        for heading in headings:
            found.setdefault(plain(heading), (name, BY_LEXICON))
    return found


@cache
def parts(table: str) -> tuple[str, ...]:
    """Return the parts of columns that a table's headings may name, such as ``amount.debit``."""
    return tuple(name for name in words(LEXICON)["columns"].get(table, {}) if "." in name)


def meaning(heading: Heading, table: str) -> tuple[str, int] | None:
    """Return the column or part that a heading means in `table` and how surely, None if it means none of them."""
    names = known(table)
    return next((names[form] for form in _forms(heading.words) if form in names), None)


def _forms(levels: tuple[str, ...]) -> Iterator[str]:
    """Yield the plain forms of a heading of one or more levels, the most telling first."""
    fillers = words(LEXICON)["fillers"]
    told = [level for level in map(plain, levels) if level]
    yield "".join(told)
    if len(told) > 1:
        yield told[-1]
        yield told[-1] + told[-2]
        kept = [level for level in told if level not in fillers]
        if kept and kept != told:
            yield "".join(kept)
            yield kept[-1]
