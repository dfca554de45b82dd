"""The stated figures one by one: those that count, and apart from them those that wait or were rejected."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao import quoted
from jixiao.document import Block, tone
from jixiao.intake.stated import CLAIM, RATE
from jixiao.language import text
from jixiao.parts import part
from jixiao.quantities import YUAN_PER_UNIT, unit_word
from jixiao.quoted import Quoted
from jixiao.reconcile.figures import scale_of
from jixiao.rulebook.rules import role_label
from jixiao.tables import TONES

if TYPE_CHECKING:
    from jixiao.drafting.judged import Judged
    from jixiao.workbook import Workbook

SHOWN = 200
_NAMES = ("id", "raw", "value", "role", "qualifier", "document", "place")


@part
def figures(book: "Workbook", level: int) -> list[Block]:
    """The stated figures that count, folded away; paper has one line about them."""
    entries = tuple(quoted.confirmed(book.facts))
    if not entries:
        return []
    heads = _heads(_NAMES, book.language)
    table = doc.table("figures", text("drafting.caption.figures", book.language), heads,
                      [_cells(entry, book.language) for entry in entries[:SHOWN]])  # fmt: skip
    summary = text("drafting.figures", book.language, number=len(entries), shown=min(SHOWN, len(entries)))
    return [doc.paragraph(summary), doc.details(table["caption"], [table], printed=False)]


@part
def proposals(book: "Workbook", level: int) -> list[Block]:
    """The stated figures that count for nothing yet, or no more, with what the reading of their document says."""
    entries = book.proposals
    if not entries:
        return [doc.note(text("drafting.no-proposals", book.language))]
    blocks = [doc.note(apart(entries, book.language)), _proposals(entries[:SHOWN], book.language)]
    more = text("drafting.more", book.language, shown=SHOWN, number=len(entries))
    return [*blocks, doc.paragraph(more)] if len(entries) > SHOWN else blocks


def apart(entries: "Sequence[Judged]", language: str) -> str:
    """Return how many figures wait for a person and how many were rejected; nothing if there are none."""
    waiting = sum(entry.proposal.is_open for entry in entries)
    fields = {"waiting": waiting, "rejected": len(entries) - waiting}
    return text("drafting.apart", language, **fields) if entries else ""


def _proposals(entries: "Sequence[Judged]", language: str) -> Block:
    heads = _heads((*_NAMES, "reading", "status"), language)
    rows = [
        [*_cells(entry.quoted, language),
         tone(entry.told(language), TONES[entry.relation.verdict]) if entry.relation and entry.is_stated
         else entry.told(language), entry.decision(language)]
        for entry in entries
    ]  # fmt: skip
    return doc.table("proposals", text("drafting.caption.proposals", language), heads, rows, landscape=True)


def _cells(entry: Quoted, language: str) -> list[doc.Cell]:
    row = entry.row
    role = role_label(row["role"], language) if row["role"] else "—"
    place = str(row["locator"]) + (text("drafting.lost", language) if entry.found == "no" else "")
    qualifier = f"“{row['qualifier']}”" if row["qualifier"] else "—"
    return [row["figure_id"], f"“{row['raw']}”", _value(entry, language), role, qualifier, row["doc"], place]


def _value(entry: Quoted, language: str) -> str:
    """Return the number with its unit; count words are Chinese and left out in English."""
    value, unit = entry.row["value"], str(entry.row["unit"])
    if unit == CLAIM:
        return "—"
    if unit in YUAN_PER_UNIT:
        return f"{value:,f}{unit_word(unit, language)}"
    if unit == RATE:
        return f"{value:f}{RATE}"
    return f"{value:,f}{unit}" if language == "zh" else f"{value * scale_of(unit):,f}"


def _heads(names: Sequence[str], language: str) -> list[tuple[str, str]]:
    return [(text(f"drafting.column.{name}", language), "right" if name == "value" else "left") for name in names]
