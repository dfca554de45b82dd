"""Words against figures: “all paid” beside a rate below 100 %, “all done” beside a plan that was missed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from jixiao.quantities import places, rounded
from jixiao.reading.assertions import Assertion, assertions
from jixiao.reading.claims import Claim, claims, family, word_pattern
from jixiao.reading.contradictions import Contradictions
from jixiao.reading.document_kind import makes_claims
from jixiao.reading.evidence import Evidence, Witness
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.judging import is_exact
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.shortfalls import Shortfall
from jixiao.reading.statement import printed, quote_words

FAMILIES = ("all_spent", "all_received", "funds_in_place", "all_done", "goal_reached")
_DEFINITIONS = {"spent": "all_spent", "received": "all_received", "done": "all_done", "reached": "goal_reached"}
_MOST_CLAIMS = 400
_SURE_LINES = 4
_NEAR = 160
_TITLE = 60


@finder("polarity")
def find(report: Report) -> Iterator[Relation]:
    """Yield a relation for every claim of the whole that figures of the same subject bear out or contradict."""
    if not makes_claims(report.document_kind):
        return
    of_whole = list(_of_whole(report))
    decided = [claim for claim, relation in of_whole if relation.verdict != "review"]
    named = list(_of_named(report, decided))
    yield from (relation for claim, relation in of_whole
                if relation.verdict != "review" or not any(_overlap(claim, said) for said, _ in named))  # fmt: skip
    yield from (relation for _, relation in named)


def _of_whole(report: Report) -> Iterator[tuple[Claim, Relation]]:
    """Yield the claims of the project as a whole with what the nearest figures say of them."""
    witness = Witness(report)
    for name in FAMILIES:
        told: set[tuple[str, ...]] = set()
        for claim in islice(claims(report.passage, name), _MOST_CLAIMS):
            evidence = witness.evidence(claim)
            names = tuple(figure.id for figure in evidence.figures) if evidence else ()
            if evidence and names not in told and _is_telling(report.passage, claim, evidence):
                told.add(names)
                yield claim, _relation(report.passage, claim, evidence)


def _of_named(report: Report, decided: list[Claim]) -> Iterator[tuple[Assertion, Relation]]:
    """Yield the statements that name what is done in full, and the shortfall that speaks against each."""
    contradictions, lines = Contradictions(report), {claim.line for claim in decided}
    for said in assertions(report.passage):
        if said.line in lines and any(_overlap(claim, said) for claim in decided):
            continue
        shortfall = contradictions.against(said)
        if shortfall and _may_tell(report.passage, said, shortfall):
            yield said, _shortfall_relation(report.passage, said, shortfall)


def _overlap(claim: Claim, said: Assertion) -> bool:
    return claim.start < said.end and said.start < claim.end


def _may_tell(passage: Passage, said: Assertion, shortfall: Shortfall) -> bool:
    years = {_year(passage, said.start), _year(passage, shortfall.evidence.anchor.at)} - {""}
    return len(years) < 2 and not _is_explained(passage, said)


def _shortfall_relation(passage: Passage, said: Assertion, shortfall: Shortfall) -> Relation:
    evidence = shortfall.evidence
    is_sure = _is_plain(passage, said, shortfall)
    computed, unit, formula = _computed(evidence)
    start, end = quote_words(passage, said.start, said.end)
    return Relation("polarity", "contradicted" if is_sure else "review", "high", evidence.figures,
                    words=printed(passage, said.start, said.end), computed=computed, unit=unit, formula=formula,
                    definition=_DEFINITIONS[said.sort], start=start, end=end)  # fmt: skip


def _is_plain(passage: Passage, said: Assertion, shortfall: Shortfall) -> bool:
    """Whether a named thing, or one in the same paragraph, falls short by exact figures of the same time."""
    anchor = shortfall.evidence.anchor
    if not all(map(is_exact, shortfall.evidence.figures)):
        return False
    is_near = anchor.line == said.line or bool(said.subject) or said.is_bare
    return shortfall.in_table or (is_near and _times(passage, said.start) == _times(passage, anchor.at))


def _is_telling(passage: Passage, claim: Claim, evidence: Evidence) -> bool:
    years = {_year(passage, claim.start), _year(passage, evidence.anchor.at)} - {""}
    if len(years) > 1:
        return False
    if evidence.holds:
        return not claim.rest and not family(claim.family).get("weak")
    # a subject that is named in the title is the project
    title = passage.line_text(0)[:_TITLE] if claim.line > 0 else ""
    is_whole = not claim.rest or (claim.rest in title and "。" not in title)
    return is_whole and not _is_explained(passage, claim)


def _relation(passage: Passage, claim: Claim, evidence: Evidence) -> Relation:
    weak = bool(family(claim.family).get("weak"))
    verdict = (
        "reconciled" if evidence.holds else "contradicted" if _is_sure(passage, claim, evidence) else "review"
    )
    computed, unit, formula = _computed(evidence)
    start, end = quote_words(passage, claim.start, claim.end)
    return Relation("polarity", verdict, "low" if evidence.holds else "medium" if weak else "high", evidence.figures,
                    words=printed(passage, claim.start, claim.end), computed=computed, unit=unit, formula=formula,
                    definition=claim.family, start=start, end=end)  # fmt: skip


def _year(passage: Passage, offset: int) -> str:
    """Return the last year named before an offset in its sentence; empty if there is none."""
    start = max(passage.sentence_span(offset)[0], offset - _NEAR)
    found = re.findall("20[0-9]{2}(?=年)", passage.text[start:offset])
    return str(found[-1]) if found else ""


def _is_explained(passage: Passage, claim: Claim | Assertion) -> bool:
    """Whether the claim's sentence, or the next one of its paragraph, names the gap or its reason."""
    start, end = passage.sentence_span(claim.start)
    if passage.text[end : end + 1] != "\n" and passage.text[end + 1 : end + 2] not in ("", "\n"):
        end = passage.sentence_span(end + 1)[1]
    text = passage.text[max(start, claim.start - _NEAR) : min(end, claim.end + _NEAR)]
    return bool(word_pattern("explained").search(text))


def _is_sure(passage: Passage, claim: Claim, evidence: Evidence) -> bool:
    """Whether the contradiction is plain: same subject, same place, same time, exact figures."""
    node, anchor = family(claim.family), evidence.anchor
    if node.get("weak") or claim.line - anchor.line > _SURE_LINES or not all(map(is_exact, evidence.figures)):
        return False
    if not node["part"] and not _same_thing(passage, claim, anchor):
        return False
    if _is_changed(passage, anchor) or (anchor.line != claim.line and _stands_apart(passage, claim, anchor)):
        return False
    return _times(passage, claim.start) == _times(passage, anchor.at)


def _same_thing(passage: Passage, claim: Claim, rate: Figure) -> bool:
    """Whether the rate is that of the claim's subject: 任务完成率 and 年度任务."""
    words = passage.text[max(0, claim.start - 10) : claim.end + 6]
    name = re.search("(任务|目标|项目|工程|建设)?完成率|(改造|建成|竣工|完工)率", rate.head)
    return bool(name and (name.group(1) or name.group(2) or "\0") in words)


def _is_changed(passage: Passage, anchor: Figure) -> bool:
    """Whether the paragraph of the evidence tells of a change of the whole: a person has to say what the whole is."""
    start = max(passage.line_start(anchor.line), anchor.at - _NEAR)
    return bool(word_pattern("changed").search(passage.text[start : anchor.till].split("\n")[-1]))


def _stands_apart(passage: Passage, claim: Claim, anchor: Figure) -> bool:
    """Whether the evidence in another paragraph is explained there, or both are items of one list."""
    start, end = passage.sentence_span(anchor.at)
    if word_pattern("explained").search(
        passage.text[max(start, anchor.at - _NEAR) : min(end, anchor.at + _NEAR)]
    ):
        return True
    item = word_pattern("item")
    first, second = (item.match(passage.text, passage.line_start(line)) for line in (claim.line, anchor.line))
    return bool(first and second and first.lastindex == second.lastindex)


def _times(passage: Passage, offset: int) -> frozenset[str]:
    start, end = passage.sentence_span(offset)
    span = passage.text[max(start, offset - _NEAR) : min(end, offset + _NEAR)]
    found = (match.group() for match in word_pattern("times").finditer(span))
    return frozenset(time for time in found if not word_pattern("year_end").search(time))


def _computed(evidence: Evidence) -> tuple[Decimal, str, str]:
    """Return the rate if it agrees with the amounts or stands alone, else the part, with unit and formula."""
    rate, part, whole = evidence.rate, evidence.part, evidence.whole
    if part is None or whole is None:
        assert rate is not None and rate.value is not None
        return rate.value, "%", ""
    ratio = part.base / whole.base * 100 if whole.base else Decimal(0)
    formula = f"{part.number} {'=' if evidence.holds else '<'} {whole.number}"
    if rate and rate.value is not None and rounded(ratio, places(rate.value)) == rate.value:
        return rate.value, "%", f"{part.number} ÷ {whole.number}"
    return part.base / scale_of(part.unit), part.unit, formula
