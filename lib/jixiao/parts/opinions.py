"""Self score, recomputed points and review side by side."""

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao.document import Block, Cell
from jixiao.language import joined, text
from jixiao.parts import part
from jixiao.quantities import show_number
from jixiao.scoring.opinions import Opinion, Opinions, Sums

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

COLUMNS = ("indicator", "weight", "self_score", "recomputed_points", "reviewed_points", "recomputed_above_own",
           "reviewed_above_recomputed", "review")  # fmt: skip
TEXTS = (0, 7)


@part
def opinions(book: "Workbook", level: int) -> list[Block]:
    """What the unit, the recomputation and the reviewer give, where the unit or a reviewer gave anything."""
    found, language = book.opinions, book.language
    if not (found.has_own or found.is_reviewed):
        return []
    heads = [(text(f"report.column.{name}", language), "left" if index in TEXTS else "right")
             for index, name in enumerate(COLUMNS)]  # fmt: skip
    rows = [_row(entry, language) for entry in found.entries]
    caption = text("report.caption.opinions", language)
    return [
        doc.paragraph(*_sentences(found, language)),
        doc.table("opinions", caption, heads, rows, foot=_foot(found, language)),
    ]


def _row(entry: Opinion, language: str) -> list[Cell]:
    score = entry.score
    return [
        f"{score.code} {score.shown_name(language)}".strip(), show_number(score.weight), show_number(entry.own),
        show_number(entry.recomputed), show_number(entry.reviewed), _difference(entry.recomputed_above_own),
        _difference(entry.reviewed_above_recomputed), _review(entry, language),
    ]  # fmt: skip


def _difference(value: Decimal | None) -> Cell:
    return doc.tone(show_number(value), "warn") if value else show_number(value)


def _review(entry: Opinion, language: str) -> str:
    """Return who reviewed it, when and why, or that the recomputed points stand."""
    given = entry.judgement
    if given is None:
        return text("report.opinion.none", language) if entry.recomputed is not None else "—"
    words = {"by": given.by or "—", "on": given.on or "—", "reason": given.reason or "—"}
    defect = text(f"report.opinion.defect.{entry.defect}", language) if entry.defect else ""
    return text(f"report.opinion.{entry.decision}", language, **words) + defect


def _foot(found: Opinions, language: str) -> list[Cell]:
    sums, left = found.sums, _left_out(found, language)
    if sums is None:
        return [text("report.total", language), *["—"] * 6, left]
    return [
        text("report.opinion.total", language, number=sums.number), show_number(sums.weight), show_number(sums.own),
        show_number(sums.recomputed), show_number(sums.reviewed), show_number(sums.recomputed_above_own),
        show_number(sums.reviewed_above_recomputed), left,
    ]  # fmt: skip


def _left_out(found: Opinions, language: str) -> str:
    """Return which indicators the sums leave out, and which of the scores each lacks."""
    joint = text("report.and", language)
    told = [text("report.opinion.lacking", language, name=_row(entry, language)[0],
                 what=joint.join(text(f"report.opinion.lack.{name}", language) for name in entry.lacks(found.compared)))
            for entry in found.left_out]  # fmt: skip
    return text("report.opinion.left_out", language, names=joint.join(told)) if told else ""


def _sentences(found: Opinions, language: str) -> list[str]:
    """Return the three sums, and the two totals with their grades."""
    said = [_sums(found.sums, language)] if found.sums else []
    if found.scores.total is not None:
        said.append(text("report.opinion.recomputed_total", language, total=found.scores.headline(language)))
    if found.reviewed.total is not None:
        said.append(text("report.opinion.reviewed_total", language, total=found.reviewed.headline(language)))
    elif found.scores.total is not None:
        missing = sum(entry.reviewed is None for entry in found.entries)
        said.append(text("report.opinion.no_reviewed_total", language, number=missing))
    if not found.is_reviewed:
        said.append(text("report.opinion.unreviewed", language))
    return [joined(said, language)]


def _sums(sums: Sums, language: str) -> str:
    key = "sums_without_own" if sums.own is None else "sums"
    return text(f"report.opinion.{key}", language, own=show_number(sums.own), recomputed=show_number(sums.recomputed),
                reviewed=show_number(sums.reviewed), number=sums.number, weight=show_number(sums.weight))  # fmt: skip
