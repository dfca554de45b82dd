"""What a percentage says that is a share: 占总投资的30%; 分别占20%、80%; 首付款30%，即85.8万元."""

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import bare, word_pattern

_SHARE = re.compile(
    r"占(?:到|了|据)?(?P<base>(?:[^，。；：（）占%]|,(?=\d)){0,24}?)的?(?:比例|比重|比|份额)?(?:分别|依次)?"
    r"(?:约|近|超|仅|高|只){0,2}(?:为|是|达到?|到|有)?[：]?[ ]?$"
)
_PART_OF = re.compile(
    r"(?:完成|为|是|达到?|相当于|实现|仅?占)"
    r"(?P<base>[^，。；：（）]{0,12}(?:计划|目标|任务|预算|总数|总量|总额|应|合同)[^，。；：（）]{0,14}?)"
    r"的(?:约|近|仅|只有)?$"
)
_OF_AMOUNT = re.compile(
    r"按(?:照)?(?P<base>(?:[^，。；：（）占%]|,(?=\d)){0,24}\d[^，。；：（）占%]{0,4})的$"
)
_OF_THING = re.compile(r"(?:按照?|提取|从)(?:章程|规定|约定|合同|协议|办法)?(?P<base>[^，。；：（）占%按\d]{2,10})的$")
_AS = re.compile("[，（]?(?:即|计)")
_LISTED = re.compile("分别|依次")
_BEHIND = re.compile(
    r"(?:[，]?(?:[共总]?计|即|为|合计?|折合|共|金额为?)"
    r"|的?(?:资金|款项|部分)?[，]?(?:已|均|全部)?(?:用于|用作|投向|支付|预付|拨付)[^，。；\d]{0,14}"
    r"[，（]?(?:共?计|即|共|合计|金额)?"
    r"|（[^）\d，。；%]{0,6}|(?:支付|预付|拨付|发放|兑付)[^，。；\d]{0,8})"
)
_FOR = re.compile("的?(?:资金|款项|部分)?[，]?用于")
SLICE = "slice"
"""The core of a share that no word calls one: 首付款30%，即85.8万元."""
LIST = re.compile(r"[ ]?(?:、|和|与|及|以及|，|,)[ ]?$")
_MOST = 20


def share_statement(passage: Passage, figure: Figure, before: str) -> Statement | None:
    """Return the share that a percentage is; None if the words before and behind it name none."""
    match = _PART_OF.search(before) or _SHARE.search(before) or _OF_AMOUNT.search(before)
    part = part_behind(passage, figure)
    if match is None and part is not None and _AS.match(passage.text, figure.till):
        match = _OF_THING.search(before)
    if match is None:
        is_slice = part is not None and _is_slice(before, passage.text[figure.till : figure.till + 6])
        return Statement(figure, "", SLICE, "share", part=part) if is_slice else None
    if match.re is _OF_AMOUNT and part is None:
        return None
    family = "part_of" if match.re is _PART_OF else "share"
    words = before[: match.start()] if before[match.start()] in "占仅" else ""
    subject = re.split(r"[^\u4e00-\u9fff]", words)[-1].removeprefix("其中")
    modifier = bare(subject.removesuffix("实际").removesuffix("分别"))
    listed = family == "share" and (_LISTED.search(words[-2:]) or _LISTED.search(match.group()))
    return Statement(figure, "", "", family, modifier, match["base"], subject, part,
                     _inside(passage, figure, figure.at - len(before) + match.start("base")),
                     of=joined(passage, figure) if listed else 1)  # fmt: skip


def _inside(passage: Passage, figure: Figure, start: int) -> tuple[Figure, ...]:
    """Return the quantities in the words of the whole."""
    near = list(islice(passage.preceding(figure), 4))[::-1]
    return tuple(other for other in near if start <= other.at and other.kind != "rate")


def _is_slice(before: str, behind: str) -> bool:
    """Whether the words before a percentage name a thing of which it is the share, not a rate or a change."""
    own = re.split("[，；：。、（）]", before)[-1]
    if not own:
        return bool(_FOR.match(behind))
    return not word_pattern("no_slice").search(own) and not own[-1].isdigit()


def part_behind(passage: Passage, figure: Figure) -> Figure | None:
    """Return the amount or count that stands behind a percentage as its part: 30%，即85.8万元; 45%（144人）."""
    figures = passage.sentence(figure).figures
    index = bisect_right(figures, figure.at, key=lambda other: other.at)
    if index >= len(figures) or figures[index].kind not in ("money", "count") or figures[index].per:
        return None
    return figures[index] if _BEHIND.fullmatch(passage.text, figure.till, figures[index].at) else None


def part_behind_before(passage: Passage, figure: Figure) -> bool:
    """Whether an amount is the part of the percentage right before it."""
    rate = passage.previous(figure)
    return rate is not None and rate.kind == "rate" and bool(
        _BEHIND.fullmatch(passage.text, rate.till, figure.at)
    )


def joined(passage: Passage, figure: Figure) -> int:
    """Return how many percentages a list has that begins with this one."""
    figures = passage.sentence(figure).figures
    index = bisect_left(figures, figure.at, key=lambda other: other.at)
    listed = figures[index : index + _MOST]
    number = 1
    for first, second in zip(listed, listed[1:], strict=False):
        if second.kind != "rate" or not LIST.fullmatch(passage.between(first, second)):
            break
        number += 1
    return number
