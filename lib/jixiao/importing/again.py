"""Funds that several tables of the sources state: counted once."""

from collections.abc import Iterator, Sequence
from itertools import islice

from jixiao.importing.draft import Draft
from jixiao.importing.headings import known, plain
from jixiao.importing.mapping_text import NONE
from jixiao.importing.matching import matches
from jixiao.importing.model import Note
from jixiao.importing.opening import Piece
from jixiao.importing.scanning import scan

FUNDS = "funds"
_SEEN = 20


def stated_again(drafts: Sequence[object], found: Sequence[Piece]) -> None:
    """Ask whether a table of funds is used that names sources which an official form or an earlier table names too.

    Nothing of it is lost if it is not used and all its sources are known; where it has others, no answer is proposed.
    """
    named = {plain(name) for piece in found for name in _of_form(piece)}
    for draft in drafts:
        if not isinstance(draft, Draft) or draft.table != FUNDS:
            continue
        own = {plain(name) for name in scan(draft).sources if name}
        same = own & named
        if same and draft.given("table") is None:
            draft.questions.clear()
            usual = NONE if own <= named else ""
            draft.ask("funds-again", "table", usual, (NONE, FUNDS), sources=", ".join(sorted(same)))
        named |= own


def transposed(drafts: Sequence[object], found: Sequence[Piece]) -> Iterator[Note]:
    """Yield the tables that are not used and whose rows, not columns, are the amounts of the funds."""
    amounts = {"budget_initial", "budget_adjusted", "allotted", "received", "spent"}
    for draft, piece in zip(drafts, found, strict=True):
        if isinstance(draft, tuple) and piece.found and not matches(piece.found):
            labels = [plain(next(filter(str.strip, cells), "")) for _, cells in islice(piece.found.body, _SEEN)]
            if len(amounts & {known(FUNDS)[label][0] for label in labels if label in known(FUNDS)}) > 1:
                yield Note("transposed", {"place": piece.where})


def _of_form(piece: Piece) -> Iterator[str]:
    form = piece.opened.form
    for row in form.table(FUNDS) if form and piece.found is None else ():
        yield row.cells.get("fund_source", ("", 0))[0]
