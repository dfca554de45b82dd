"""What a row below a header is: data, a total, a note, a signature; told by its own cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jixiao.layout import words as are
from jixiao.layout.columns import Columns
from jixiao.layout.merges import Cells
from jixiao.reading.lexicon import pattern, words
from jixiao.repairs.known import Known

DATA, SINGLE = "", "single"
_NUMBER_BEGINS = frozenset("0123456789-+(.¥$０１２３４５６７８９（－＋￥")
_KEY_AND_VALUE = re.compile(r"[^:\d]{2,10}:")
_YEAR_DIGITS = 4
_DOUBTED, _FIGURE, _WORDS = "doubted", "figure", "words"
_LONG = 25
_WIDE = 3
_SUMS = ("total", "subtotal", "running-total", "carried-over")
_LISTS = dict(zip(_SUMS, ("total", "subtotal", "running", "carried"), strict=True))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row is.

    Attributes:
        reason: Why it is no data; empty for a row of data, ``single`` for one cell that may be a title.
        is_open: The sums of the table have to decide whether it is what `reason` says, or data.
    """

    reason: str
    is_open: bool = False


_DATA = Verdict(DATA)


def is_surely_data(cells: Cells) -> bool:
    """Return whether a row is data at the first glance: it has numbers, and no word that rows of sums have."""
    kinds = set(map(_KINDS.__getitem__, cells))
    return _DOUBTED not in kinds and _FIGURE in kinds and _WORDS in kinds


def _kind(text: str) -> str:
    if not text:
        return ""
    if text.isdecimal() and text.isascii() and len(text) != _YEAR_DIGITS:
        return _FIGURE
    first, last = text[0], text[-1]
    firsts, lasts, named, of_which = _letters()
    if last in named or (first in firsts and last in lasts) or first == of_which or first.isspace():
        return _DOUBTED
    if not are.is_number(text):
        return _WORDS
    return _FIGURE if first in _NUMBER_BEGINS and not are.is_year(text) else ""


_KINDS = Known(_kind)


def judge(cells: Cells, columns: Columns, wide: int = 0, after_note: bool = False) -> Verdict:
    """Return what a row below a header is.

    Args:
        cells: Its texts.
        columns: The columns of the table.
        wide: Over how many columns its first cell is merged.
        after_note: Whether the row before is a note.
    """
    filled = [(column, are.plain(text)) for column, text in enumerate(cells, start=1) if text.strip()]
    if not filled:
        return Verdict("empty")
    texts = [text for _, text in filled]
    if reason := _foot(texts):
        return Verdict(reason)
    if verdict := _sum(filled, columns):
        return verdict
    has_voucher = any(column in columns.vouchers for column, _ in filled)
    if not has_voucher and any(pattern("layout", "of_which").match(text) for text in texts[:2]):
        return Verdict("of-which", True)
    return _lone(filled, columns, wide, after_note) if len(filled) == 1 else _DATA


def are_column_marks(cells: Cells, count: int) -> bool:
    """Return whether a row below a header numbers its columns: 栏次 1 2 3, or A B C=A-B.

    Args:
        cells: Its texts.
        count: Number of columns that have a heading; without a word or a formula each of them has a mark.
    """
    texts = [are.plain(text).lower() for text in cells if text.strip()]
    named = bool(texts) and texts[0] in words("layout")["column_rows"]
    marks = texts[named:]
    if not marks or not all(pattern("layout", "column_mark").fullmatch(text) for text in marks):
        return False
    if named or any(pattern("layout", "column_formula").fullmatch(text) for text in marks):
        return True
    return len(marks) == count and _are_counted([text.strip("()[]") for text in marks])


def _are_counted(marks: Sequence[str]) -> bool:
    """Whether marks are letters in their order, then numbers from 1 on, three of one kind at least."""
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    letters = "".join(mark for mark in marks if not mark.isdigit())
    in_order = any(order.startswith(letters) for order in words("layout")["column_letters"])
    are_last = all(mark.isdigit() for mark in marks[len(marks) - len(numbers) :])
    rising = are_last and numbers == [*range(1, len(numbers) + 1)]
    return in_order and rising and max(len(numbers), len(letters)) >= _WIDE


def sum_word(text: str) -> str:
    """Return the reason that a whole label cell gives for a row of a sum, empty if it gives none.

    Example:
        >>> sum_word("合　计："), sum_word("合计物流公司"), sum_word("办公费小计"), sum_word("承前页")
        ('total', '', 'subtotal', 'carried-over')
    """
    label = are.plain(text).lower()
    for word in dict.fromkeys((label, label.rstrip(":;"), pattern("layout", "total_tail").sub("", label, count=1))):
        if reason := _sum_words().get(word):
            return reason
    return "subtotal" if pattern("layout", "named_subtotal").fullmatch(label.rstrip(":")) else ""


def _foot(texts: Sequence[str]) -> str:
    first = texts[0].lower()
    numbers = any(are.is_number(text) for text in texts)
    if len(texts) <= _WIDE and not numbers and are.declared_unit(texts) and not _is_note(first):
        return "unit"
    if all(pattern("layout", "page").match(text.lower()) for text in texts) and len(texts) <= 2:
        return "page"
    if _is_note(first) and len(texts) <= 2 and not numbers:
        return "note"
    if not numbers and _are_signatures(texts):
        return "signature"
    return "other" if len(texts) > 1 and all(map(_KEY_AND_VALUE.match, texts)) else ""


def _are_signatures(texts: Sequence[str]) -> bool:
    """Whether a row begins with who signs, with a colon or each beside a name."""
    signs = [text for text in texts if pattern("layout", "signature", "(?::|$)").match(text.lower())]
    if not signs or signs[0] != texts[0]:
        return False
    return any(":" in text for text in signs) or (len(texts) > 1 and 2 * len(signs) >= len(texts))


def _is_note(first: str) -> bool:
    return bool(pattern("layout", "note").match(first) or pattern("layout", "note_marks").match(first))


def _sum(filled: Sequence[tuple[int, str]], columns: Columns) -> Verdict | None:
    """Return the verdict on a row with the word of a sum as the whole of a label cell."""
    place = next(((column, reason) for column, text in filled if (reason := sum_word(text))), None)
    if not place:
        return None
    column, reason = place
    labels = [text for at, text in filled if at != column and at not in columns.remarks and _is_label(text)]
    if not labels:
        return Verdict(reason)
    if columns.vouchers and not any(at in columns.vouchers for at, _ in filled):
        return Verdict(reason, reason in ("total", "subtotal"))
    return None if reason == "carried-over" else Verdict(reason, True)


def _is_label(text: str) -> bool:
    if are.is_number(text) or are.is_day(text) or sum_word(text):
        return False
    return not pattern("layout", "fillers").fullmatch(text)


def _lone(filled: Sequence[tuple[int, str]], columns: Columns, wide: int, after_note: bool) -> Verdict:
    """Return the verdict on a row with one filled cell."""
    column, text = filled[0]
    if len(columns.headings) < _WIDE:
        return Verdict(SINGLE)
    if after_note and not are.is_number(text):
        return Verdict("note")
    if pattern("layout", "section").match(text):
        return Verdict("section")
    if wide >= _WIDE and 2 * wide > len(columns.headings):
        return Verdict("note" if _is_sentence(text) else SINGLE)
    if column > columns.headings[min(1, len(columns.headings) - 1)].column:
        return Verdict(SINGLE) if are.is_day(text) else _DATA
    return Verdict("note" if _is_sentence(text) else SINGLE)


def _is_sentence(text: str) -> bool:
    return len(text) > _LONG or bool(pattern("layout", "sentence").search(text))


@cache
def _sum_words() -> Mapping[str, str]:
    return {are.plain(word).lower(): reason for reason, name in _LISTS.items() for word in words("layout")[name]}


@cache
def _letters() -> tuple[frozenset[str], frozenset[str], frozenset[str], str]:
    """First and last letters of the words of sums, last letters of named subtotals, first letter of an of-which."""
    lexicon = words("layout")
    known = [*_sum_words(), *(word.upper() for word in _sum_words())]
    ends = lexicon["total_last_letters"]
    return (frozenset(word[0] for word in known), frozenset((*(word[-1] for word in known), *ends)),
            frozenset(word[-1] for word in lexicon["named_words"]), lexicon["of_which_word"][0])  # fmt: skip
