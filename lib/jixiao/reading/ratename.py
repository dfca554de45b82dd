"""What each percentage of the prose says: a named rate, a share of something, or the part of a plan that is done."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, takewhile

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage
from jixiao.reading.rate_bases import defined_statement, on_base_of
from jixiao.reading.rate_claims import is_bound, is_claim
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import bare, word_pattern
from jixiao.reading.share_name import LIST, joined, share_statement

_HAN = "\u4e00-\u9fff"
_TAIL = (
    r"[ \u3000]*(?:（[^（）\d]{0,14}）)?(?:分别|依次|近|将近|接近|均|都|已经?|也|仅|只|才|就|约|高|实际|总体|全部"
    r"|基本|一直|始终|保持|维持|稳定|平均|同样|可){0,3}(?:为|是|达到了?|达|在|有|到|至|：|=)?[：]?[ \u3000]*$"
)
_SUFFIX = "(?:率|度|占比|比例|比重|进度)"
_NAMED = re.compile(rf"(?P<name>[{_HAN}A-Za-z“”、 \u3000]{{0,30}}{_SUFFIX})(?P<tail>{_TAIL})")
_DISTRIBUTED = re.compile("分别|依次")
_BY_BASE = re.compile(
    r"按(?P<base>[^，。；：（）\d]{2,10}?)(?:口径)?(?:计算|测算|计)(?:则)?(?:为|是|的?执行率为?)?[：]?$"
)
_ENDS = ("率", "占比", "比例", "比重", "满意度", "知晓度", "认可度", "参与度")
_BETWEEN_NAMES = re.compile("(?<=[率度比例重])(?:和|与|以及|及)|、")
_NUMBERED = re.compile("^[一二三四五六七八九十]{1,2}是")
_FORMULA = re.compile(r"[/÷][^，。；=]{1,16}(?:[*·][ ]?100%)?[ ]?=[ ]?$")
_COMPUTED_ON = re.compile(
    rf"(?:按照?|以)(?P<base>[{_HAN}]{{2,10}}?)(?:口径|为基数|为分母)?(?:计算|测算|核算|计|口径|为基数|为分母)的?"
)
_LONGEST = 60


@cache
def _families() -> dict[str, str]:
    words = lexicon.words("rates")
    counted = {name: family for family, node in words["counts"].items() for name in node["names"]}
    return counted | {name: family for family, node in words["money"].items() for name in node["names"]}


def statements(passage: Passage) -> Iterator[Statement]:
    """Yield what the percentages of the prose say, in the order of the text."""
    names: list[str] = []
    taken = 0
    previous: Figure | None = None
    shared: Statement | None = None
    earlier: Statement | None = None
    for figure in passage.prose:
        if figure.kind != "rate" or figure.unit != "%" or figure.sign not in ("", "="):
            continue
        start = passage.sentence_span(figure.at)[0]
        before = passage.text[max(start, figure.at - _LONGEST) : figure.at]
        follows = (
            previous is not None
            and previous.at >= start
            and LIST.fullmatch(passage.between(previous, figure))
        )
        previous = figure
        if not follows:
            names, taken = [], 0
        if is_bound(figure, before, passage) or (figure.sign and not _FORMULA.search(before)):
            continue
        if follows and names:
            found = [replace(named(names[min(taken, len(names) - 1)], figure), of=1 if len(names) > 1 else 2)]
            taken += 1
        elif follows and shared and shared.of > taken + 1:
            taken += 1
            found = [replace(shared, figure=figure, position=taken)]
        else:
            found, names, taken = _read(passage, figure, before)
            shared = found[0] if found and found[0].of > 1 and not names else None
        claims = is_claim(passage, figure, start)
        found = [on_base_of(passage, statement, earlier) for statement in found]
        earlier = found[-1] if found else earlier
        for statement in found:
            yield statement if claims else replace(statement, claims=False)


def _read(passage: Passage, figure: Figure, before: str) -> tuple[list[Statement], list[str], int]:
    if _FORMULA.search(before):
        return _formula(passage, figure), [], 0
    share = share_statement(passage, figure, before)
    if share is not None:
        return [share], [], 0
    defined = defined_statement(figure, before)
    if defined is not None:
        name, base = defined
        return [replace(named(name, figure), base=base)], [], 0
    match = _NAMED.search(before)
    if not match:
        based = _BY_BASE.search(before)
        return ([Statement(figure, "", "", "again", base=based["base"])] if based else []), [], 0
    names = _split(match["name"].replace(" ", "").replace("\u3000", ""))
    if not names:
        return [], [], 0
    of = joined(passage, figure)
    if of > 1 and len(names) == 1 and (listed := named(names[0], figure)).family == "share_of":
        return [replace(listed, name="", core="", family="share", modifier="", of=of)], [], 0
    if of > 1 and (len(names) > 1 or _DISTRIBUTED.search(match["tail"])):
        return [replace(named(names[0], figure), of=1 if len(names) > 1 else 2)], names, 1
    return [named(name, figure) for name in names], [], 0


def _formula(passage: Passage, figure: Figure) -> list[Statement]:
    """Return the statement of a formula that the text writes out: 450/500×100%=90%."""
    inside = [other for other in islice(passage.preceding(figure), 3) if other.unit != "%"][1::-1]
    if len(inside) < 2 or not re.fullmatch(r"[ ）]*[/÷][ （]*", passage.between(*inside)):
        return []
    return [Statement(figure, family="formula", bases=tuple(inside))]


def _split(name: str) -> list[str]:
    """Return the names in 到位率和执行率; a name with 及 or 与 inside, such as 普及率, stays one."""
    parts = [part for part in _BETWEEN_NAMES.split(name) if part]
    kept = list(takewhile(_may_be_rate, reversed(parts)))[::-1]
    bad = word_pattern("not_rates", "$")
    return [part for part in kept if not bad.search(part) or _is_known(part)]


def _may_be_rate(name: str) -> bool:
    return name.endswith(_ENDS) or (name.endswith("进度") and _is_known(name))


def _is_known(name: str) -> bool:
    return any(name[index:] in _families() for index in range(len(name)))


def named(name: str, figure: Figure) -> Statement:
    """Return the statement of a named rate."""
    computed_on = _COMPUTED_ON.search(name)
    if computed_on:
        name = name[computed_on.end() :]
    name = _NUMBERED.sub("", name).removeprefix("年度").removeprefix("年")
    name = re.sub("^.*?(?:使得|使|实现|其中|达到|并且|并)(?=.{3})", "", name) if len(name) > 6 else name
    families = _families()
    core = next((name[index:] for index in range(len(name)) if name[index:] in families), "")
    family = families.get(core, "generic")
    if not core:
        if name.endswith(("占比", "比例", "比重")):
            core, family = name[-2:], "share_of"
        else:
            core = name[-3:]
    modifier = bare(name[: -len(core)])
    return Statement(figure, name, core, family, modifier, computed_on["base"] if computed_on else "")
