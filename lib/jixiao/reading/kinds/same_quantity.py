"""One quantity stated twice: the same words and role, the same or another value, in the same or another unit."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from jixiao.quantities import places
from jixiao.reading import lexicon
from jixiao.reading.aspects import are_apart, are_under_other_heads
from jixiao.reading.compare import contains, dimension
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import half_step, is_exact, judge
from jixiao.reading.kinds import finder
from jixiao.reading.mains import is_part
from jixiao.reading.passage import Passage
from jixiao.reading.quoting import quote
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report

_WORDS = "quantities"
_LONGEST_GROUP = 24
_LEAST_DIGITS, _LEAST_REPEATED = 4, 3
_SAME_ROLE = {"budget_adjusted": "budget"}


@finder("same_quantity")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for each amount that is stated again with the same words."""
    passage = report.passage
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in passage.prose:
        key = _key(passage, figure)
        if key and len(groups[key]) < _LONGEST_GROUP:
            groups[key].append(figure)
    yield from _slips(passage)
    yield from _repeated(passage)
    for (subject, _), figures in groups.items():
        yield from _of_one_name(passage, figures, subject)


def _of_one_name(passage: Passage, figures: list[Figure], subject: str) -> Iterator[Relation]:
    """Yield a relation for each figure with the first one before it that nothing sets apart from it."""
    firsts = figures[:1]
    for second in figures[1:]:
        found = next((relation for first in firsts for relation in _compared(passage, first, second, subject)
                      if relation.verdict == "reconciled" or not are_under_other_heads(passage, first, second)), None)
        if found is None:
            firsts.append(second)
        elif passage.sentence(second) is not passage.sentence(found.operands[0]):
            yield found


def _slips(passage: Passage) -> Iterator[Relation]:
    """Yield a proposal where two counts of one unit have the same digits in another order."""
    seen: dict[tuple[str, str], Figure] = {}
    for figure in passage.prose:
        if figure.kind != "count" or not is_exact(figure) or figure.per or len(_digits(figure)) < _LEAST_DIGITS:
            continue
        first = seen.setdefault((figure.unit, "".join(sorted(_digits(figure)))), figure)
        if is_slip(first, figure):
            yield from _compared(passage, first, figure, figure.unit)


def _repeated(passage: Passage) -> Iterator[Relation]:
    """Yield the amounts of the whole project that stand again in another sentence under another name."""
    seen: dict[tuple[str, Decimal], Figure] = {}
    slips: dict[tuple[str, str], Figure] = {}
    told: set[str] = set()
    for figure in passage.prose:
        if figure.kind != "money" or not figure.base or not _is_main(passage, figure):
            continue
        role = _SAME_ROLE.get(figure.role, figure.role)
        slip = slips.setdefault((role, "".join(sorted(_digits(figure)))), figure)
        is_same = _last_words(passage, slip) == _last_words(passage, figure)
        if is_same and is_slip(slip, figure) and _key(passage, slip) != _key(passage, figure):
            yield from _compared(passage, slip, figure, "")
        first = seen.setdefault((role, figure.base), figure)
        is_other = first is not figure and passage.sentence(first) is not passage.sentence(figure)
        if is_other and first.id not in told and len(_digits(figure)) >= _LEAST_REPEATED:
            told.add(first.id)
            if _key(passage, first) is None or _key(passage, first) != _key(passage, figure):
                yield _relation(passage, first, figure, "")


def _last_words(passage: Passage, figure: Figure) -> str:
    """Return the word right before an amount: 总投资 and 概算总投资为 are one thing, 完成投资 and 工程款 are not."""
    return passage.label(figure).rstrip("为达到约是：")[-2:]


def _is_main(passage: Passage, figure: Figure) -> bool:
    """Whether an amount is one of the whole project, neither a part nor a price."""
    return figure.role in lexicon.words(_WORDS)["main_roles"] and not figure.per and not is_part(passage, figure)


def _digits(figure: Figure) -> str:
    return str(figure.value).replace(".", "").rstrip("0")


def _key(passage: Passage, figure: Figure) -> tuple[str, str] | None:
    if figure.kind not in ("money", "count") or figure.per or not is_exact(figure) or not figure.base:
        return None
    words, filler = passage.clause(figure), lexicon.pattern(_WORDS, "filler")
    if contains(words, "elsewhen", name=_WORDS):
        return None
    subject = filler.sub("", lexicon.pattern(_WORDS, "time").sub("", words))
    if figure.kind == "money":
        return (subject, dimension(figure)) if 1 <= len(subject) <= 8 and _is_main(passage, figure) else None
    name = subject + filler.sub("", figure.noun)
    return (name, dimension(figure)) if len(name) >= 4 and len(subject) <= 10 else None


def _compared(passage: Passage, first: Figure, second: Figure, subject: str) -> Iterator[Relation]:
    """Yield the relation of two figures; other values are no fault where a plan is set beside what was done."""
    found = _relation(passage, first, second, subject)
    if found.verdict == "reconciled" or not are_apart(passage, first, second):
        yield found


def _relation(passage: Passage, first: Figure, second: Figure, subject: str) -> Relation:
    verdict, note = judge(second, first.base, (first,), half_step(first) if first.unit != second.unit else None)
    if verdict == "contradicted":
        # a wrong digit order is a slip; any other second value may be another quantity with the same name
        verdict = "contradicted" if first.kind == "money" and is_slip(first, second) else "review"
        note = "stated_twice"
    start, end = quote(passage, (second,))
    holds = verdict == "reconciled"
    return Relation("same_quantity", verdict, "low" if holds else "medium", (first,), second,
                    computed=first.base / scale_of(second.unit), unit=second.unit,
                    formula=f"{first.raw} = {second.raw}", note=note, fields=(("subject", subject),),
                    start=start, end=end)  # fmt: skip


def is_slip(first: Figure, second: Figure) -> bool:
    """Return whether two numbers have the same digits in another order: 3,408.6 and 3,480.6."""
    if first.unit != second.unit or places(str(first.value)) != places(str(second.value)):
        return False
    one, two = (str(figure.value).replace(".", "") for figure in (first, second))
    return one != two and len(one) == len(two) and sorted(one) == sorted(two) and len(one) >= _LEAST_DIGITS
