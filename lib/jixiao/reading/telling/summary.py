"""How many relations of a report hold and how many do not, and in which order they are told."""

from collections import Counter
from collections.abc import Iterable, Sequence

from jixiao.language import text, wording
from jixiao.outline import SectionState
from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.reading import Reading
from jixiao.reading.relation import VERDICTS, Relation

_FAILS = {"contradicted": {"contradicted"}, "review": {"contradicted", "not_verifiable", "review"}}
"""What ``--fail-on`` takes; the second includes the first and what could not be verified."""
_REMARKS = {"contradiction": "contradicted", "unsupported": "not_verifiable", "review": "review"}


def fails(reading: Reading, level: str) -> bool:
    """Tell whether a reading holds something of `level` or worse."""
    found = {relation.verdict for relation in reading.relations}
    found |= {_REMARKS[remark.kind] for remark in reading.remarks if remark.kind in _REMARKS}
    return bool(found & _FAILS[level])


def of_verdict(reading: Reading, verdict: str) -> list[Relation]:
    """Return the relations with one verdict, in the order of the reading."""
    return [relation for relation in reading.relations if relation.verdict == verdict]


def counts(reading: Reading) -> dict[str, int]:
    """Return the number of relations by verdict, the worst first."""
    found = Counter(relation.verdict for relation in reading.relations)
    return {verdict: found[verdict] for verdict in VERDICTS}


def by_kind(relations: Iterable[Relation]) -> list[tuple[str, int]]:
    """Return kinds of relations with their number, the most frequent first."""
    return sorted(Counter(relation.kind for relation in relations).items(), key=lambda entry: (-entry[1], entry[0]))


def gaps(reading: Reading) -> list[SectionState]:
    """Return the sections of the outline that are missing or lack a part."""
    return [section for section in reading.outline if not section.is_complete]


def tally(reading: Reading, language: str) -> str:
    """Return one line with the number of relations by verdict; verdicts without any are left out."""
    told = [
        text("reading.tally", language, verdict=text(f"reconcile.verdict.{verdict}", language), number=number)
        for verdict, number in counts(reading).items()
        if number
    ]
    return text("reconcile.comma", language).join(told) or text("reading.no-relations", language)


def extent(reading: Reading, language: str) -> str:
    """Return one line on how much was read."""
    return text("reading.extent", language, figures=len(reading.figures), used=len(quantities(reading.figures)),
                relations=len(reading.relations))  # fmt: skip


def assurance(reading: Reading, language: str) -> str:
    """Return what it means that nothing was contradicted; empty if something was, or nothing could be."""
    checked = counts(reading)
    silent = checked["contradicted"] or not any(checked.values())
    return "" if silent else text("reading.nothing", language)


def quantities(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures that one may compute with."""
    return [figure for figure in figures if figure.is_quantity]


def kind_name(reading: Reading, language: str) -> str:
    """Return what the document is; empty if that is not known."""
    known = lexicon.words("documents")["kinds"]
    return wording(known[reading.document_kind], "label", language) if reading.document_kind else ""


def notes(reading: Reading, language: str) -> list[str]:
    """Return what could not be read as printed."""
    return [text(f"documents.note.{key}", language) for key in reading.document.notes]
