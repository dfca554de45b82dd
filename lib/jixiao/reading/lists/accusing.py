"""What to say of a list that does not make up its total: who is accused, and how sure that is."""

import re
from collections.abc import Sequence
from decimal import Decimal

from jixiao.reading.figure import Figure
from jixiao.reading.lists import words
from jixiao.reading.lists.belonging import is_of_another
from jixiao.reading.lists.openings import Opening
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of, is_amount, size_of
from jixiao.reading.lists.verdict import Sum, agrees, overlaps, ratio, size_sum

_POINTS_BACK = re.compile(
    "[^，；。\\n\\d]{0,12}[。\n]+(?:（?[一二三四五六七八九十\\d]+[）.、])?(?:上述|以上|该|此|这)[^，；。\n\\d]{0,12}"
)
_DIRECT = re.compile("[^，。；、\n\\d（）]{0,8}[，、：（。]?[\\s（]?")
_DAMAGED = re.compile(
    r"(?:\d[lIoO]|(?<![A-Za-z])[lIoO]+\d|(?<![A-Za-z])[lIO]+\.\d)[\dlIoO.,]*\s?(?:[万亿]|元|%|个|项|人)"
)
# the rest of a whole without its number: 其余统筹安排
_REST = re.compile("(?<![，；]剩)(?:其余|余下)[^\\d，。；\n]{2,12}[，。；\n]")
_BEHIND = 24
# a bracket that opens with a total of its own: 2户未签约（共36户，已签约34户）
_ANEW = re.compile("(?:全[县市区镇乡]|总|共|应|原|计划)")
# statements under numbers behind a list are none of its parts: 一是…；二是…
_POINTS = re.compile("[，；](?:一是|第一|首先)")
# a figure with parts of its own: 18件，其中涉土地6件
_HAS_PARTS = re.compile("[^，。；：、（）\\d\n]{0,8}[，：（](?:其中|包括|分别)")
_OWN_TOTAL = re.compile("(?<!公)(?:共|合计|总计)[^，。；\\d]{0,6}$")
_STAGES = ("budget", "received", "spent", "allotted")


def is_direct(spans: Spans, opening: Opening, total: Figure) -> bool:
    """Whether the list opens right behind its total: 300万元，其中; 由5人组成，其中."""
    return bool(_DIRECT.fullmatch(spans.text, total.till, opening.at))


def failed_sum(spans: Spans, opening: Opening, totals: Sequence[Figure], parts: Sequence[Figure]) -> Sum | None:
    """Return what to say of a list that does not make up its total; None where it claims nothing."""
    total = _accused(spans, opening, totals, parts)
    if total is None:
        return None
    if spans.is_price(total) and size_of(total) < max(map(size_of, parts)):
        return None
    # 一期7个；二期9个；两期共16个: a total of its own is no part
    if any(_OWN_TOTAL.search(part.head) for part in parts[1:]):
        return None
    share, (judged, note) = ratio(total, parts), agrees(total, parts)
    if judged == "reconciled":
        return Sum(total, tuple(parts), judged, note, opening.at)
    if is_of_another(spans, opening.at, total, parts):
        return None
    if opening.strength == "among" and not (is_amount(total) or words.others().search(parts[-1].head)):
        return None
    if size_of(parts[0]) == size_of(total) or (opening.bracket and _begins_anew(spans, opening, total, parts)):
        return None
    if _are_of_stage(total, parts) and not is_direct(spans, opening, total):
        return None
    if _have_stages(opening, parts) or _is_damaged(spans, opening, total, parts):
        return None
    behind = _POINTS.split(spans.text[parts[-1].till : parts[-1].till + 60])[0]
    is_open = opening.strength in ("open", "single") or bool(words.open_end().match(behind))
    is_open = is_open or bool(_REST.search(spans.text, opening.start, parts[-1].till + _BEHIND))
    if note:
        return (
            Sum(total, tuple(parts), "review", note, opening.at) if abs(share - 1) <= Decimal("0.1") else None
        )
    if is_open:
        return Sum(total, tuple(parts), "review", "open_list", opening.at) if 1 < share < 2 else None
    if len({class_of(part) for part in (total, *parts)}) > 1:
        return (
            Sum(total, tuple(parts), "review", "units_differ", opening.at)
            if abs(share - 1) <= Decimal("0.1")
            else None
        )
    if _exceeds(spans, opening, total, parts):
        return Sum(total, tuple(parts), "contradicted", "", opening.at)
    near = abs(share - 1) <= Decimal("0.03") and len(parts) > 2
    if _are_complements(parts) and Decimal("0.8") <= share <= Decimal("1.25"):
        return Sum(total, tuple(parts), "contradicted", "", opening.at)
    if overlaps(spans.passage, parts) and not near:
        return None
    verdict = sureness(share, opening.strength, is_amount(total))
    if class_of(total) == "money" and share > 1 and total is totals[0] and is_direct(spans, opening, total):
        verdict = "contradicted"
    if verdict == "review" and not is_amount(total) and abs(size_of(total) - size_sum(parts)) <= 1:
        verdict = "contradicted"
    if (
        verdict == "contradicted"
        and opening.strength in ("partition", "among")
        and _may_lack_a_part(spans, opening, total, parts)
    ):
        verdict = "review"
    if not near and _may_be_elsewhere(spans, opening, totals, total, parts):
        verdict = "review" if abs(share - 1) <= Decimal("0.1") else ""
    return (
        Sum(total, tuple(parts), verdict, "" if verdict == "contradicted" else "parts_unclear", opening.at)
        if verdict
        else None
    )


def _begins_anew(spans: Spans, opening: Opening, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a bracket opens with a total of its own: a word says so, or its first figure is larger and has parts."""
    if _ANEW.match(spans.text, opening.start):
        return True
    return size_of(parts[0]) > size_of(total) and bool(_HAS_PARTS.match(spans.text, parts[0].till))


def _exceeds(spans: Spans, opening: Opening, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether one part alone is larger than the total right before the list, and no other total would hold them."""
    if not is_direct(spans, opening, total) or max(map(size_of, parts)) <= size_of(total):
        return False
    start, _ = spans.passage.sentence_span(total.at)
    others = [figure for figure in spans.inside(start, total.at) if class_of(figure) == class_of(total)]
    return all(size_of(other) < size_sum(parts) for other in others)


def _may_lack_a_part(spans: Spans, opening: Opening, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether 其中 may have left a small part unnamed: the gap is smaller than every part, but no trifle."""
    gap = size_of(total) - size_sum(parts)
    if gap <= 1 and len(parts) > 2 and not is_amount(total) and is_direct(spans, opening, total):
        return False
    trifle = Decimal("0.1") if spans.text[opening.start - 1] in "：:" else Decimal("0.05")
    return gap > size_of(total) * trifle and len(parts) < 4 and gap < min(map(size_of, parts))


def _may_be_elsewhere(
    spans: Spans, opening: Opening, totals: Sequence[Figure], total: Figure, parts: Sequence[Figure]
) -> bool:
    """Whether the parts may belong to another total, or some of them beside the total instead of under it."""
    if opening.strength in ("closed", "numbered"):
        return opening.strength == "numbered"
    if (
        not is_direct(spans, opening, total)
        and len([other for other in totals if other.line == total.line]) > 1
    ):
        return "。" in spans.text[total.till : opening.at]
    if len(parts) > 2 and abs(ratio(total, parts) - 1) <= Decimal("0.05"):
        return False
    return spans.text[opening.start - 1] not in "：:，" and "；" in spans.text[parts[0].till : parts[1].at]


def sureness(share: Decimal, strength: str, is_money: bool = True) -> str:
    """Return the verdict on parts that make up `share` of their total; empty if they claim nothing.

    Counted things may be named under several heads, so that a wide gap is no proof; amounts are spent once.
    """
    if strength == "closed":
        return (
            "contradicted"
            if Decimal("0.7") <= share <= Decimal("1.4")
            else "review"
            if Decimal("0.5") <= share <= 2
            else ""
        )
    low, high = (Decimal("0.85"), Decimal("1.2")) if is_money else (Decimal("0.92"), Decimal("1.1"))
    if low <= share <= high:
        return "contradicted"
    return "review" if Decimal("0.8") <= share <= Decimal("1.3") else ""


def _accused(
    spans: Spans, opening: Opening, totals: Sequence[Figure], parts: Sequence[Figure]
) -> Figure | None:
    nearest = totals[0]
    if opening.bracket:
        return nearest
    gap = spans.text[nearest.till : opening.at]
    reach = len(re.findall("[。\n]+", gap))
    near = [total for total in totals if Decimal("0.85") <= ratio(total, parts) <= Decimal("1.15")]
    if is_direct(spans, opening, nearest) or _POINTS_BACK.fullmatch(gap):
        return nearest
    if reach == 0 or (reach == 1 and not gap.rstrip("。\n，；：:")):
        return near[0] if near and nearest not in near and len(near) == 1 else nearest
    if reach > 2 or not near:
        return None
    best = min(near, key=lambda total: abs(ratio(total, parts) - 1))
    return best if len(near) == 1 or best is nearest else None


def _have_stages(opening: Opening, parts: Sequence[Figure]) -> bool:
    """Whether a bracket names stages of one amount instead of parts: （到位342万元，已支付351万元）."""
    return opening.bracket and len({part.role for part in parts if part.role in _STAGES}) > 1


def _are_of_stage(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the first part is spent or received and the total is of another stage: 预算930万元 … 分别支出405万元."""
    return parts[0].role in ("spent", "received") and total.role in _STAGES and parts[0].role != total.role


def _is_damaged(spans: Spans, opening: Opening, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether an unreadable number stands between total and last part: 1OO万元."""
    return bool(_DAMAGED.search(spans.text, min(total.at, opening.at), parts[-1].till + 12))


def _are_complements(parts: Sequence[Figure]) -> bool:
    """Whether two parts have names that share out a whole: 本地, 外调."""
    if len(parts) != 2:
        return False
    first, second = (part.head[-8:] for part in parts)
    pairs = words.complements()
    return any((one in first and other in second) or (other in first and one in second) for one, other in pairs)
