"""The fields in which a relation is explained, the same on a terminal and in the reading view."""

from collections.abc import Iterator

from jixiao.language import text
from jixiao.reading.relation import Relation
from jixiao.reading.telling import wording
from jixiao.reading.telling.amounts import computed_words, difference_words, stated_words
from jixiao.reading.telling.focus import focus
from jixiao.reading.telling.places import Places

_ELSEWHERE_SHOWN = 6


def rows(relation: Relation, places: Places, language: str, *, quoted: bool) -> list[tuple[str, str]]:
    """Return label and words of every field that a relation has.

    Args:
        relation: The relation.
        places: The places of its document.
        language: ``zh`` or ``en``.
        quoted: With the words of the report, where these are not shown beside it.
    """
    told = _rows(relation, places, language, quoted)
    return [(text(f"reading.field.{name}", language), words) for name, words in told if words]


def _rows(relation: Relation, places: Places, language: str, quoted: bool) -> Iterator[tuple[str, str]]:
    yield "stated", stated_words(relation)
    yield _computed(relation, language)
    yield "formula", wording.formula(relation, language)
    yield "definition", wording.definition(relation, language)
    yield "others", wording.others(relation, language)
    if quoted:
        yield "quote", _quote(relation, places, language)
    yield "elsewhere", _elsewhere(relation, places, language)
    yield "note", wording.note(relation, language)
    yield "why", wording.why(relation, language)
    yield "remedy", wording.remedy(relation, language)


def _computed(relation: Relation, language: str) -> tuple[str, str]:
    computed, gap = computed_words(relation, language), difference_words(relation, language)
    if wording.is_comparison(relation):
        return "compared", computed
    return "computed", text("reading.with-difference", language, computed=computed, difference=gap) if gap else computed


def _quote(relation: Relation, places: Places, language: str) -> str:
    start, end = focus(relation, places.document.text)
    return text("reading.quoted", language, place=places.words(start, language), quote=places.quote(start, end))


def _elsewhere(relation: Relation, places: Places, language: str) -> str:
    """Return the operands that stand in other lines, with their places."""
    here = places.line(focus(relation, places.document.text)[0])
    others = [figure for figure in relation.operands if places.line(figure.start) != here]
    told = [
        text("reading.at-place", language, figure=figure.raw, place=places.words(figure.start, language))
        for figure in others[:_ELSEWHERE_SHOWN]
    ]
    shown = text("reconcile.comma", language).join(told)
    more = len(others) - len(told)
    return text("reading.more-operands", language, shown=shown, number=more) if more > 0 else shown
