"""A stated number of things against the names listed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from jixiao.reading import lexicon, numerals
from jixiao.reading.figure import Figure
from jixiao.reading.kinds import finder
from jixiao.reading.lists.names import LONGEST_NAME, Names, are_parallel, are_uniform, counts_of, fits, split
from jixiao.reading.lists.names import names_from as names_behind
from jixiao.reading.lists.numbered import items_from
from jixiao.reading.lists.spans import Spans
from jixiao.reading.lists.units import class_of, group_of
from jixiao.reading.passage import Passage
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_MOST = 40
_AMOUNT = re.compile(r"\d[\d,.]*[^\d、]{0,3}$")
_PARTED = re.compile("(?:划分为|分为|分成|分|即|包括|涵盖|包含|涉及|由)")
_IN_WORDS = re.compile(
    "(?:划分为|分为|分成|由)(?P<names>(?:[^，。；：、\\n（）]{2,20}、){1,12}[^，。；：、\\n（）]{2,24}?)(?P<open>等)?"
    "(?P<number>[两二三四五六七八九十])(?P<unit>大?(?:类|种|部分|级|档))(?![^，。；\\n]{0,3}[人户家所])"
)
_SORTS = ("类", "种", "项", "个", "级", "部分", "档", "方")
_BEFORE = re.compile(
    "(?P<names>(?:[\u4e00-\u9fff“”]{2,20}、){1,30}[\u4e00-\u9fff“”]{2,24}?)(?P<open>等)?(?:共|这|共计|合计)?$"
)


@cache
def _opener() -> re.Pattern[str]:
    node = lexicon.words("enumerations")
    firm, loose = lexicon.longest_first(node["firm"]), lexicon.longest_first(node["loose"])
    return re.compile(
        rf"(?P<noun>[^，。；：、（）\d\n]{{0,12}}?)(?P<sign>[，：（]|——)?(?:(?P<firm>{firm})|(?P<loose>{loose}))?(?P<colon>：)?"
    )


@finder("enumeration")
def find(report: Report) -> Iterator[Relation]:
    """Find every number of things whose names are listed behind or before it."""
    passage = report.passage
    spans = report.spans
    for figure in passage.prose:
        if _may_count(figure):
            found = _numbered(passage, figure) or _behind(spans, figure) or _ahead(spans, figure)
            if found:
                yield found
    yield from _sorts_in_words(passage)


def _sorts_in_words(passage: Passage) -> Iterator[Relation]:
    """Yield the relations of 分为甲、乙、丙三类: 三类 counts, but is no quantity of its own."""
    for match in _IN_WORDS.finditer(passage.text):
        parts = match["names"].split("、")
        listed = [*parts[:-1], *(part for part in re.split("以及|和|及|与", parts[-1]) if part)]
        stated = int(numerals.value_of(match["number"]) or 0)
        holds = stated in counts_of(parts[:-1], listed[len(parts) - 1 :])
        if match["open"] and len(listed) <= stated or abs(stated - len(listed)) > 3:
            continue
        verdict = "reconciled" if holds else "review" if match["open"] else "contradicted"
        yield Relation(
            "enumeration",
            verdict,
            "low" if holds else "medium",
            words=match["number"] + match["unit"],
            computed=Decimal(stated if holds else len(listed)),
            unit=match["unit"],
            formula=_formula(listed, len(listed)),
            start=passage.normal.origin(match.start()),
            end=passage.normal.origin(match.end() - 1) + 1,
        )


def _formula(listed: list[str], count: int) -> str:
    return f"{'、'.join(listed)[:60]} = {count}"


def _may_count(figure: Figure) -> bool:
    value = figure.value or Decimal(0)
    if figure.kind != "count" or figure.qualifier or figure.sign or figure.per or value != int(value):
        return False
    return 2 <= value <= _MOST and group_of(figure) in ("any", "people", "households")


def _behind(spans: Spans, figure: Figure) -> Relation | None:
    passage = spans.passage
    match = _match_opener(passage.text, figure.till) or _match_opener(passage.text, _twin_end(spans, figure))
    if match is None:
        return None
    names = names_behind(passage.text, match.end(), match["sign"] == "（")
    if names is None or not _are_names(spans, names, figure, match.end()):
        return None
    listed = [_AMOUNT.sub("", name) for name in split(names)]
    noun = match["noun"] or figure.head[-4:]
    stated = int(figure.value or 0)
    other = None if stated in names.counts or fits(listed, noun) else _counted_before(spans, figure, names)
    if other:
        return _judged(passage, other, names, int(other.value or 0), True, names.end)
    is_firm = (
        bool(match["firm"]) or fits(listed, noun) and bool(match["colon"] or match["sign"] in ("：", "（"))
    )
    has_amounts = re.search(r"\d", passage.text[match.end() : names.end])
    if not match["firm"] and has_amounts and not fits(listed, noun):
        return None
    sure = fits(listed, noun) or (bool(match["firm"]) and all(len(name) <= LONGEST_NAME for name in listed))
    # names of one length right behind a colon are a list, whatever is counted; one too few or too many is a slip
    is_opened = bool(match["colon"]) or match["sign"] in ("：", "（")
    is_slip = is_opened and are_uniform(listed) and abs(stated - len(listed)) == 1
    return _judged(passage, figure, names, stated, (is_firm and sure) or is_slip, names.end)


def _counted_before(spans: Spans, figure: Figure, names: Names) -> Figure | None:
    """Return the count before a count in its clause that is as large as the list: 5所学校建设9个基地，分别为."""
    other = next(spans.before(figure.at, 1), None)
    is_joined = other is not None and not re.search("[，。；：、\n]", spans.text[other.till : figure.at])
    return other if other and is_joined and _may_count(other) and int(other.value or 0) in names.counts else None


def _match_opener(text: str, start: int) -> re.Match[str] | None:
    """Return the nearest opening behind a figure: the noun, a sign, and words such as 分别为."""
    window = text[start : start + 40]
    for offset in range(13):
        match = _opener().match(window[offset:])
        head = window[:offset]
        if re.search("[，。；：、（）\\d\n]", head):
            return None
        if (
            match
            and not match["noun"]
            and (
                match["firm"]
                or match["colon"]
                or match["sign"] in ("：", "（")
                or (match["sign"] and match["loose"])
            )
        ):
            return _opener().fullmatch(text, start, start + offset + match.end()) or None
    return None


def _twin_end(spans: Spans, figure: Figure) -> int:
    """Return the end of a second figure that counts the same things otherwise: 5支、145人."""
    twin = re.match(r"[^，。；：\d\n]{0,6}[、，]\d[\d,.]*", spans.text[figure.till : figure.till + 16])
    if twin:
        for other in spans.inside(figure.till, figure.till + 40):
            if figure.till < other.at < figure.till + twin.end():
                return other.till
    return len(spans.text)


def _are_names(spans: Spans, names: Names, figure: Figure, start: int) -> bool:
    region = spans.text[start : names.end]
    digits = re.findall(r"\d", region)
    if not digits:
        return True
    inside = [other for other in spans.inside(start, names.end)]
    return len(inside) == len(names.names) and all(class_of(other) != class_of(figure) for other in inside)


def _judged(
    passage: Passage, figure: Figure, names: Names, stated: int, sure: bool, end: int
) -> Relation | None:
    if stated in names.counts:
        return _relation(passage, figure, names, "reconciled", stated, end)
    count = names.counts[0]
    if names.is_open and count <= stated or abs(stated - count) > max(3, stated // 2):
        return None
    verdict = "contradicted" if sure and not names.is_open else "review"
    return (
        _relation(passage, figure, names, verdict, count, end) if sure or are_parallel(split(names)) else None
    )


def _ahead(spans: Spans, figure: Figure) -> Relation | None:
    passage = spans.passage
    start = max(passage.sentence_span(figure.at)[0], figure.at - 160)
    before = passage.text[start : figure.at]
    match = _BEFORE.search(before)
    if not match:
        return _amounts_ahead(spans, figure, start, before)
    parts = match["names"].split("、")
    opened = _PARTED.search(parts[0])
    if opened:
        parts[0] = parts[0][opened.end() :]
    listed = [*parts[:-1], *(part for part in re.split("以及|和|及|与", parts[-1]) if part)]
    noun = re.split("[，。；：、（）的]", figure.noun)[0]
    fitting = any(fits(listed, noun[:length]) for length in range(1, min(len(noun), 4) + 1))
    if not fitting and not (opened and figure.unit in _SORTS):
        return None
    counts = counts_of(parts[:-1], listed[len(parts) - 1 :])
    names = Names(tuple(parts), counts, bool(match["open"]), figure.at)
    return _judged(passage, figure, names, int(figure.value or 0), True, figure.till)


def _amounts_ahead(spans: Spans, figure: Figure, start: int, before: str) -> Relation | None:
    """Return the relation of 共5个项目 behind a list of names with amounts, joined by 、."""
    if not re.search("[，（](?:合计|共计|共|总计)$", before) or not figure.noun.startswith(
        ("项目", "子项目", "工程")
    ):
        return None
    money = [other for other in spans.inside(start, figure.at) if other.kind == "money"]
    run: list[Figure] = []
    for other in reversed(money):
        between = spans.text[other.till : run[-1].at if run else figure.at]
        if run and not re.fullmatch("、[^，。；：\\d]{2,20}", between):
            break
        run.append(other)
    if len(run) < 3:
        return None
    listed = tuple(
        re.split("用于|其中|为", spans.passage.label(other))[-1].strip("、，：") for other in reversed(run)
    )
    return _judged(
        spans.passage,
        figure,
        Names(listed, (len(listed),), False, figure.at),
        int(figure.value or 0),
        True,
        figure.till,
    )


def _numbered(passage: Passage, figure: Figure) -> Relation | None:
    """Return the relation of a number with the items 一是, 二是 … or (1), (2) … that follow it."""
    head = re.match(r"[^，。；：\d\n]{0,14}[：。]", passage.text[figure.till : figure.till + 16])
    items = items_from(passage.text, figure.till + head.end()) if head else None
    stated = int(figure.value or 0)
    if items is None or abs(stated - items.count) > 4:
        return None
    numbers = tuple(str(number) for number in range(1, items.count + 1))
    verdict = "review" if items.over_lines else "contradicted"
    names = Names(numbers, (items.count,), False, items.start)
    return _relation(
        passage, figure, names, "reconciled" if items.count == stated else verdict, items.count, items.start
    )


def _relation(passage: Passage, figure: Figure, names: Names, verdict: str, count: int, end: int) -> Relation:
    start = passage.sentence_span(figure.at)[0]
    start = max(start, figure.at - 40)
    stop = min(max(end, figure.till), start + 120)
    severity = "low" if verdict == "reconciled" else "medium"
    return Relation(
        "enumeration",
        verdict,
        severity,
        (),
        figure,
        computed=Decimal(count),
        unit=figure.unit,
        formula=_formula(split(names), count),
        start=passage.normal.origin(start),
        end=passage.normal.origin(stop - 1) + 1,
    )
