"""The amounts of the prose with every role that their words allow, and whether they are parts of another amount."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.grid import Grid
from jixiao.reading.money_lists import marked_parts
from jixiao.reading.passage import Passage
from jixiao.reading.rate_words import calls_total, word_pattern

_NEAR, _YEAR_NEAR = 30, 160
_MOST_TABLES = 20
_ADDENDS, _BRACKET = 4, 40
_YEAR = re.compile(r"(?<![至到止于])(?:19|20)\d\d(?=年(?!\d{1,2}月))")
_UNSPENT = re.compile(r"(?:未|没有|尚未)[^，；。：]{0,2}(?:支|付|拨|用|执行|发放)[^，；。：]{0,4}$")
_ASKED = re.compile("申报|申请(?!到)|拟投|争取目标|(?:带动|撬动|吸引)[^，；。]{0,12}(?:投|资)")
_RATE_OF_ALL = re.compile(
    r"(?:^|[，。；：\n])(?:项目|资金|预算|支出|总体|综合|全年|年度){0,2}(?:到位|执行|支出|支付|拨付|使用)率(?:为|达到?|是)?[\d.]+%$"
)
_NEXT_YEAR = re.compile("[^，。；]{0,4}(?:列入|纳入|列|安排在)(?:下|次|明|下一)年")
_NEXT = re.compile("[、和及与]?")
_LIST_HEAD = re.compile("^.*(?:其中|包括|包含|：)，?")
_ONLY_TOTAL = re.compile(
    r"[\s，；：]*(?:上述|以上|[两三四五六七八九十]项)?(?:共计|合计|总计|共)[^\u4e00-\u9fff]*$"
)

# 支出中住院补偿9万元 is a part of what was spent
_WITHIN = re.compile("(?:^|[，；。])(?:支出|资金|收入|投资)中(?![央期标间])[^，；。]{0,14}$")
# 本年收入 is what came in
_OWN_INCOME = re.compile("本年度?收入")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount and what it may stand for.

    Attributes:
        figure: The amount.
        roles: Every role that its words allow.
        is_part: Whether it stands in a list of parts of another amount, or in brackets.
        is_former: Whether it is an amount of another year.
        is_total: Whether the words call it the sum.
        year: The year that the words before it name; empty if none.
    """

    figure: Figure
    roles: frozenset[str]
    is_part: bool
    is_former: bool
    is_total: bool
    year: str


class Amounts:
    """All amounts of the prose of a text, in its order, and the totals of its tables.

    Attributes:
        all: The amounts of the prose.
        tables: The amounts in the total rows of the tables.
    """

    def __init__(self, passage: Passage, grids: Sequence[Grid] = ()) -> None:
        self._passage = passage
        self._head: Figure | None = None
        self.tables = [amount for grid in grids[:_MOST_TABLES] for amount in _totals(grid)]
        self.columns = [_column_totals(grid) for grid in grids[:_MOST_TABLES]]
        self.all: list[Amount] = []
        for sentence in passage.sentences:
            first = len(self.all)
            self._read(sentence.figures, sentence.start)
            self.all[first:] = marked_parts(passage, self.all[first:])
        self._at = [amount.figure.at for amount in self.all]

    def before(self, offset: int, start: int, most: int = 40) -> list[Amount]:
        """Return the amounts between two offsets, the last first, at most `most`."""
        stop = bisect_right(self._at, offset)
        first = max(bisect_right(self._at, start - 1), stop - most)
        return self.all[first:stop][::-1]

    def behind(self, offset: int, end: int, most: int = 20) -> list[Amount]:
        """Return the amounts between two offsets, the first first."""
        first = bisect_right(self._at, offset)
        stop = min(bisect_right(self._at, end - 1), first + most)
        return self.all[first:stop]

    def _read(self, figures: Iterable[Figure], start: int) -> None:
        seen: set[str] = set()
        listed = False
        previous: Amount | None = None
        for figure in figures:
            if figure.kind != "money" or figure.per:
                continue
            label = self._passage.label(figure)
            listed = listed or bool(word_pattern("part_words").search(self._passage.wide_label(figure)))
            roles = self._roles(figure, label, previous)
            words = self._passage.text[max(start, figure.at - _NEAR) : figure.at]
            is_total = calls_total(re.split("[，；：]", words)[-1])
            is_part = (self._passage.depth(figure) > 0 and not _is_operand(self._passage.text, figure)) or (
                listed and not is_total and _is_listed(label, roles, seen)
            )
            is_part = is_part or bool(_WITHIN.search(label))
            is_former = bool(word_pattern("former_words").search(label)) and "carry_in" not in roles
            is_former = is_former or bool(_NEXT_YEAR.match(self._passage.text, figure.till))
            year = year_in(self._passage.text[max(start, figure.at - _YEAR_NEAR) : figure.at])
            amount = Amount(figure, roles, is_part, is_former, is_total, year)
            self.all.append(amount)
            previous = amount
            if not is_part:
                seen |= roles

    def _roles(self, figure: Figure, label: str, previous: Amount | None) -> frozenset[str]:
        if figure.role == "change":
            return frozenset({"change"} | _extra(label, ("cut", "over")))
        if _UNSPENT.search(label):
            return frozenset({"carry_out"})
        extra = _extra(label[-_NEAR:])
        if figure.role == "received" and word_pattern("earned_words").search(_OWN_INCOME.sub("", label[-10:])):
            return frozenset()
        if "over" in extra:
            return frozenset({"over"})
        if previous and _NEXT.fullmatch(label) and "分别" in self._passage.label(self._head or figure):
            return previous.roles
        self._head = figure
        found = extra if "due" in extra else {figure.role} - {""} | extra
        if _ASKED.search(label):
            return frozenset({"asked"})
        if not found and previous and _ONLY_TOTAL.match(label):
            found = self._sum_roles(previous)
        if not found:
            found = _extra(self._passage.wide_label(figure)[-_NEAR:])
        if not found and word_pattern("fund_words").search(label[-12:]):
            found = {"fund"}
        return frozenset(found)


    def _sum_roles(self, previous: Amount) -> set[str]:
        """Return the roles of a sum behind its last addend: 指标5,400万元，上年结转320万元，共5,720万元 is granted."""
        roles = set(previous.roles)
        if roles != {"carry_in"}:
            return roles
        earlier = (amount for amount in self.all[-_ADDENDS:-1] if amount.figure.line == previous.figure.line
                   and not amount.is_part and amount.roles)  # fmt: skip
        return set(next(earlier, previous).roles)


def _is_operand(text: str, figure: Figure) -> bool:
    """Whether a figure stands in the brackets right behind the rate of the whole: 执行率90%（支出9万元/预算10万元）."""
    opened = text.rfind("（", max(0, figure.at - _BRACKET), figure.at)
    return opened > 0 and bool(_RATE_OF_ALL.search(text, max(0, opened - _NEAR), opened))


def year_in(words: str) -> str:
    """Return the last year that words name as a period: not the date up to which one counts."""
    years = _YEAR.findall(words)
    return years[-1] if years else ""


def _is_listed(label: str, roles: frozenset[str], seen: set[str]) -> bool:
    """Whether an amount behind 其中 is a part: its role was there already, or it is named by its source."""
    strong = roles & {"budget", "spent", "received", "carry_out", "budget_adjusted", "saving", "due"}
    return (
        not strong
        or bool(strong & seen)
        or bool(word_pattern("source_words").match(_LIST_HEAD.sub("", label)))
    )


@cache
def _extra_words() -> tuple[re.Pattern[str], dict[str, set[str]]]:
    roles: dict[str, set[str]] = {}
    for role, words in lexicon.words("rates")["roles"].items():
        for word in words:
            roles.setdefault(word, set()).add(role)
    return re.compile(lexicon.longest_first(roles)), roles


def _extra(label: str, only: tuple[str, ...] = ()) -> set[str]:
    """Return the roles of the last word of the dictionary of rates in the last clause of a label."""
    pattern, roles = _extra_words()
    last = ""
    clause = re.split("[，；：。]", label)[-1]
    for match in pattern.finditer(clause):
        if len(match.group()) > 1 or len(clause) - match.end() <= 1:
            last = match.group()
    found = roles.get(last, set())
    return {role for role in found if not only or role in only}


def amounts_of(passage: Passage, grids: Sequence[Grid] = ()) -> Amounts:
    """Return the amounts of a text; they are read once, with the totals of its tables."""
    if "amounts" not in passage.kept:
        passage.kept["amounts"] = Amounts(passage, grids)
    amounts: Amounts = passage.kept["amounts"]
    return amounts


def _totals(grid: Grid) -> Iterator[Amount]:
    """Yield the amounts in the only total row of a table, with the roles of their columns."""
    roles = lexicon.words("rates")["table_roles"]
    rows = grid.body_rows("total") or grid.body_rows("subtotal")
    for column, held in enumerate(grid.roles):
        role = held if held in roles else _named_column(grid, column)
        figure = grid.figure(rows[0], column) if len(rows) == 1 else None
        if role in roles and figure is not None and figure.kind == "money" and figure.value:
            yield Amount(figure, frozenset({roles[role]}), False, False, True, "")


def _column_totals(grid: Grid) -> dict[str, Figure]:
    """Return the figures in the only total row of a table by the names of their columns."""
    rows = grid.body_rows("total")
    cells = [(grid.column_name(column), grid.figure(rows[0], column)) for column in range(len(grid.roles))
             if len(rows) == 1]  # fmt: skip
    return {name: figure for name, figure in cells if name and figure is not None and figure.value}


def _named_column(grid: Grid, column: int) -> str:
    """Return the role of a column of sums by its name: 支出合计."""
    words = lexicon.words("rates")["sum_columns"]
    name = grid.column_name(column)
    return next((role for role, known in words.items() if any(word in name for word in known)), "")
