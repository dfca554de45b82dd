"""The plan of one table of a source: which of the project's tables it becomes, and how."""

from dataclasses import replace

from jixiao.importing.columns import amount_columns, choose_columns, own_units
from jixiao.importing.draft import Draft, checked, question
from jixiao.importing.mapping_text import NONE
from jixiao.importing.matching import Match, matches, rivals
from jixiao.importing.model import Answers, Question, TablePlan
from jixiao.importing.opening import Piece
from jixiao.importing.scanning import scan
from jixiao.intake.schema import schemas
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.spreadsheets.model import column_letters

FORM = "form"
_DOUBTED = ("two-units", "unit-in-note")
YES, NO, LEAVE_OUT, REFUND, REFUSE = "yes", "no", "leave-out", "refund", "refuse"
AS_IS, WITH_MONTH = "as-is", "with-month"


def drafted(piece: Piece, answers: Answers) -> Draft | tuple[TablePlan, list[Question]]:
    """Return the draft of a table that is used, else the plan of one that is not, with the question that may use it."""
    given = answers.values.get(f"{piece.key}.table") or None
    if piece.found is None:
        return _form(piece, given, answers)
    found = piece.found
    possible = piece.once("matches", lambda: matches(found))
    if given is not None:
        table = checked(answers, f"{piece.key}.table", given, (*schemas(), NONE))
        return _used(piece, table, answers) if table != NONE else (_unused(piece, possible), [])
    if not possible:
        return _unused(piece, possible), []
    close = rivals(possible)
    if len(close) > 1 or piece.opened.sheet.is_hidden:
        return _unused(piece, possible, "open"), [_which(piece, close)]
    return _used(piece, close[0].table, answers)


def _form(piece: Piece, given: str | None, answers: Answers) -> tuple[TablePlan, list[Question]]:
    table = checked(answers, f"{piece.key}.table", given, (FORM, NONE)) if given else FORM
    if table == NONE:
        return replace(_unused(piece, ()), reason="not-chosen"), []
    form = piece.opened.form
    assert form is not None
    given = answers.values.get(f"{piece.key}.unit")
    unit = checked(answers, f"{piece.key}.unit", given, tuple(YUAN_PER_UNIT)) if given else form.unit
    open_unit = [question(piece, "money-unit", "unit", "", tuple(YUAN_PER_UNIT), table=FORM, columns="—")]
    plan = TablePlan(piece.number, piece.file, piece.sheet, (0, 0), FORM, unit, form.columns)
    return plan, [] if unit or not form.table("funds") else open_unit


def _unused(piece: Piece, possible: tuple[Match, ...], reason: str = "") -> TablePlan:
    headings = {heading.column: (heading.text, "") for heading in piece.found.headings} if piece.found else {}
    reason = reason or ("not-chosen" if possible else "no-match")
    return TablePlan(piece.number, piece.file, piece.sheet, piece.header, "", "", headings, reason=reason)


def _which(piece: Piece, close: tuple[Match, ...]) -> Question:
    names = (*(match.table for match in close), NONE)
    if piece.opened.sheet.is_hidden:
        return question(piece, "hidden-sheet", "table", NONE, names)
    first, second = close[:2]
    return question(piece, "which-table", "table", first.table if first.score > second.score else "", names)


def _used(piece: Piece, table: str, answers: Answers) -> Draft:
    draft = Draft(piece, table, answers)
    choose_columns(draft)
    _unit(draft)
    _options(draft)
    return draft


def _unit(draft: Draft) -> None:
    amounts = amount_columns(draft)
    if not amounts:
        return
    given = draft.given("unit")
    units = own_units(draft.found)
    own = {number: units[number] for number in amounts}
    named = [unit for unit in own.values() if unit]
    if given is not None:
        draft.unit = checked(draft.answers, f"{draft.piece.key}.unit", given, tuple(YUAN_PER_UNIT))
    elif draft.found.unit in YUAN_PER_UNIT and not any(doubt.kind in _DOUBTED for doubt in draft.found.doubts):
        draft.unit = draft.found.unit
    elif len(named) == len(amounts) and len(set(named)) == 1:
        draft.unit = named[0]
    else:
        # Accounts are kept in yuan; of any other table a wrong guess would be 10,000 times off.
        usual = "元" if draft.table == "ledger" and not named else ""
        headings = ", ".join(draft.label(number) for number, unit in own.items() if not unit)
        draft.ask("money-unit", "unit", usual, tuple(YUAN_PER_UNIT), columns=headings)


def _options(draft: Draft) -> None:
    found = scan(draft)
    if found.again:
        row, voucher = found.first_again
        draft.option("vouchers", "voucher-numbers", AS_IS, (AS_IS, WITH_MONTH), row=row, voucher=voucher,
                     count=found.again)  # fmt: skip
    if found.blanks:
        columns = ", ".join(column_letters(number) for number in sorted(found.blanks))
        draft.option("spread", "spread-labels", YES, (YES, NO), columns=columns, row=found.first_blank,
                     count=sum(found.blanks.values()))  # fmt: skip
    if found.unpaid:
        row, summary = found.first_unpaid
        draft.option("unpaid", "lines-without-amount", "", (LEAVE_OUT, REFUSE), row=row, summary=summary[:40] or "—",
                     count=found.unpaid)  # fmt: skip
    elif found.opening:
        draft.choices["unpaid"] = LEAVE_OUT
    if found.closing:
        row, summary = found.first_closing
        draft.option("closing", "closing-entries", LEAVE_OUT, (LEAVE_OUT, REFUND), row=row, summary=summary[:40],
                     count=found.closing)  # fmt: skip
