"""The fund source of a ledger that has no column for it: the only one there is, or what a person answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.importing.draft import CONSTANT, Draft, checked
from jixiao.importing.headings import plain
from jixiao.importing.model import Question, TablePlan
from jixiao.importing.opening import Piece
from jixiao.importing.scanning import scan
from jixiao.importing.spoken import Spoken
from jixiao.importing.tabling import FORM
from jixiao.intake.undivided import undivided
from jixiao.language import LANGUAGES, preferred
from jixiao.layout.words import is_day, is_number
from jixiao.reading.lexicon import words

KEY = "choices.fund_source"
_MOST_SOURCES = 30
_LETTERS = re.compile(r"[A-Za-z]{1,3}(?: .*)?", re.DOTALL)
Drafted = Draft | tuple[TablePlan, list[Question]]


def give_sources(drafts: Sequence[Drafted], found: Sequence[Piece]) -> None:
    """Fill in the fund source of each ledger without such a column, or ask for it.

    Raises:
        SchemaError: A name was answered that is no fund source.
    """
    known = tuple(dict.fromkeys(_known(drafts, found)))
    first: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        if not isinstance(draft, Draft) or draft.table != "ledger":
            continue
        _check(draft, known)
        leader = first.setdefault((draft.piece.file, *draft.headings.values()), draft)
        open_one = next((question for question in draft.questions if question.key == f"{draft.piece.key}.{KEY}"), None)
        if open_one is None:
            continue
        draft.questions.remove(open_one)
        if leader is not draft:
            _as_in(leader, draft)
        elif len(known) == 1:
            draft.constants["fund_source"] = known[0]
        else:
            _ask(draft, known)


def _ask(draft: Draft, known: Sequence[str]) -> None:
    columns = _possible(draft)
    together = Spoken({language: undivided(language) for language in LANGUAGES})
    draft.ask("fund-source", KEY, "", (*known, undivided(preferred()), *columns), undivided=together,
              known="; ".join(known) or "—", columns="; ".join(columns) or "—")  # fmt: skip
    draft.questions[-1] = replace(draft.questions[-1], is_free=True)


def _check(draft: Draft, known: Sequence[str]) -> None:
    """Refuse a bare name that is no fund source: it may be a slip of the pen."""
    given = draft.given(KEY)
    if given is None or given.startswith(CONSTANT) or draft.constants.get("fund_source") != given:
        return
    names = (*known, *map(undivided, LANGUAGES))
    if given not in names and (known or _LETTERS.fullmatch(given)):
        checked(draft.answers, f"{draft.piece.key}.{KEY}", given, (*known, undivided(preferred()), *_possible(draft)))


def _possible(draft: Draft) -> tuple[str, ...]:
    """Return the columns that are not used and could tell a source: few different texts, none a number or a day."""
    return tuple(draft.label(number) for number in draft.headings
                 if not draft.columns.get(number) and plain(draft.headings[number]) not in _no_sources()
                 and _are_names(draft, number))  # fmt: skip


def _no_sources() -> set[str]:
    return {plain(word) for word in words("fund_sources")["no_sources"]}


def _are_names(draft: Draft, number: int) -> bool:
    found = draft.piece.once(("texts", number), lambda: {
        cells[number - 1].strip() for _, cells in draft.found.body if number <= len(cells)} - {""})  # fmt: skip
    return 0 < len(found) <= _MOST_SOURCES and not any(is_number(text) or is_day(text) for text in found)


def _as_in(leader: Draft, draft: Draft) -> None:
    """Take the fund source as in the first table of the file with the same headings: one for each month, mostly."""
    draft.constants |= {name: text for name, text in leader.constants.items() if name == "fund_source"}
    headings = {leader.headings[number] for number in leader.at("fund_source")}
    draft.columns |= {number: "fund_source" for number, heading in draft.headings.items() if heading in headings}


def _known(drafts: Sequence[Drafted], found: Sequence[Piece]) -> Iterator[str]:
    for draft, piece in zip(drafts, found, strict=True):
        if isinstance(draft, Draft) and draft.table == "funds":
            yield from filter(None, scan(draft).sources)
            yield from filter(None, [draft.constants.get("fund_source", "")])
        elif not isinstance(draft, Draft) and draft[0].table == FORM and piece.opened.form:
            rows = (row for row in piece.opened.form.rows if row.table == "funds")
            yield from filter(None, (row.cells.get("fund_source", ("", 0))[0].strip() for row in rows))
