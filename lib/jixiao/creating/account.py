"""What became of the sources, line by line: tables and columns, rows, sums, changed cells, and what else is there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from jixiao.creating.making import SOURCES
from jixiao.creating.model import TABLES, Created, Original
from jixiao.drafting import DraftedDocument
from jixiao.importing.model import (
    ControlSum,
    Converted,
    Note,
    Plan,
    PlannedSource,
    Repair,
    TableAccount,
    TablePlan,
)
from jixiao.intake.book import FILE as BOOK
from jixiao.intake.characters import visible
from jixiao.intake.schema import schemas
from jixiao.language import preferred, text
from jixiao.personal import marks
from jixiao.quantities import show_money
from jixiao.spreadsheets.model import Remark, column_letters

FIRST = 3
"""So many rows or cells of a group are named."""
MOST_CELLS = 20
PLAIN = ("formula", "merged", "comment", "short-row", "line-breaks", "separator-line", "number-as-text",
         "padded-number", "percent", "unit-in-format", "drawing")  # fmt: skip
"""Remarks that nobody has to act on; they are counted on one line."""
LEDGER = "ledger"
HIDDEN_SHEET = "hidden-sheet"
OPEN = "open"
"""Why a table is not used while nobody has decided about it."""
_WIDTH = 40
Repaired = dict[tuple[str, str], dict[str, tuple[int, Repair]]]
"""File and sheet to rule to the number of changed cells and the first of them."""


def account(created: Created) -> Iterator[str]:
    """Yield what became of each source, of the sheets first, then of the documents."""
    if created.template:
        yield from _as_it_is(created)
        return
    used = {table.file for table in created.plan.used}
    repaired = _repaired(created.converted)
    for source in created.plan.sources:
        yield from _source(source, created.plan, created.converted, repaired)
    documents = {document.file.rpartition("/")[2]: document for document in created.documents}
    for original in created.originals:
        if original.kind != TABLES or original.name not in used:
            yield _document(original, documents.get(original.name))
    yield from notes((*created.plan.notes, *created.converted.notes))
    yield from _merged(created.converted)
    yield from _emptied(created.converted)
    if columns := list(_personal(created.converted)):
        yield say("personal", columns=_joined(columns))


def _as_it_is(created: Created) -> Iterator[str]:
    """Yield what became of a filled template, which is read as it is, and of the files beside it."""
    digests = {original.name: original.sha256[:8] for original in created.originals}
    folder = f"data/{created.name}"
    yield say("as-it-is", file=created.template, sha256=digests.pop(created.template), target=f"{folder}/{BOOK}")
    if digests:
        files = _joined(list(digests)[:FIRST]) + (" …" if len(digests) > FIRST else "")
        yield say("copied", number=len(digests), files=files, target=f"{folder}/{SOURCES}/")


def planned(plan: Plan) -> Iterator[str]:
    """Yield how the sources are understood while questions are open."""
    for source in plan.sources:
        yield source.file
        for table in plan.tables:
            if table.file == source.file:
                yield from _table(table)
    yield from notes(plan.notes)


def notes(found: Iterable[Note]) -> Iterator[str]:
    """Yield what must not go unsaid."""
    yield from (say("note", words=text(f"importing.note.{note.kind}", **note.fields)) for note in found)


def say(key: str, /, **fields: object) -> str:
    """Return a sentence of this command."""
    return text(f"new.{key}", **fields)


def _source(source: PlannedSource, plan: Plan, converted: Converted, repaired: Repaired) -> Iterator[str]:
    file = source.file
    yield say("source", file=file, format=source.format, sha256=source.sha256[:8])
    accounts = [account for account in converted.accounts if account.file == file]
    for sheet in dict.fromkeys((*(table.sheet for table in plan.tables if table.file == file),
                                *(account.sheet for account in accounts))):  # fmt: skip
        for table in plan.tables:
            if (table.file, table.sheet) == (file, sheet):
                yield from _table(table)
        yield from (_rows(account) for account in accounts if account.sheet == sheet)
        yield from (_sum(found) for found in converted.sums if (found.file, found.sheet) == (file, sheet))
        yield from _repairs(repaired.get((file, sheet), {}))
        yield from _remarks([one for name, where, one in converted.remarks if (name, where) == (file, sheet)])


def _table(table: TablePlan) -> Iterator[str]:
    place, unit = _place(table), say("in-unit", unit=table.unit) if table.unit else ""
    if table.reason == OPEN:
        yield say("undecided", place=place)
        return
    if not table.table:
        yield say("unused", place=place, reason=_word(table.reason, "importing.unused"))
        return
    if table.table not in schemas():
        yield say("form", place=place, unit=unit)
        return
    label = schemas()[table.table].label_in(preferred())
    yield say("table", place=place, table=f"{table.table}.csv", label=label, unit=unit)
    pairs = [say("pair", heading=_short(heading) or column_letters(number), column=column)
             for number, (heading, column) in table.columns.items() if column]  # fmt: skip
    yield say("columns", pairs=_joined(pairs))
    if table.not_used:
        yield say("not-used", headings=_joined(_short(heading) or column_letters(at) for at, heading in table.not_used))
    if table.constants:
        yield say("constants", pairs=_joined(f"{name} = {value}" for name, value in table.constants.items()))
    if table.made:
        yield say("made", pairs=_joined(say("way", column=name, way=_word(way, "importing.made"))
                                        for name, way in table.made.items()))  # fmt: skip


def _place(table: TablePlan) -> str:
    rows = "–".join(str(row) for row in dict.fromkeys(table.header) if row)
    key = "-".join(filter(None, ("sheet" if table.sheet else "", "header" if rows else ""))) or "whole"
    return say(f"place.{key}", sheet=table.sheet, rows=rows)


def _rows(account: TableAccount) -> str:
    reasons: dict[str, int] = {}
    first: dict[str, list[str]] = {}
    for left in account.left:
        reasons[left.reason] = reasons.get(left.reason, 0) + 1
        named = first.setdefault(left.reason, [])
        named += [str(left.row)] if len(named) < FIRST else []
    groups = [say("left", reason=_word(reason, "layout.reason", "importing.left"), number=number,
                  rows=", ".join(first[reason]) + (" …" if number > FIRST else ""))
              for reason, number in reasons.items()]  # fmt: skip
    fields = {"rows": account.rows, "taken": account.taken, "left": len(account.left)}
    return say("rows", **fields, groups=_joined(groups)) if groups else say("rows-all", **fields)


def _sum(found: ControlSum) -> str:
    column = schemas()[found.table].columns[found.column].words("label", preferred())
    verdict = "same" if found.found == found.taken else "different"
    if found.table == LEDGER and not found.found and not found.taken:
        verdict = "nothing"
    told = say(f"sum-{verdict}", table=f"{found.table}.csv", column=column, found=_yuan(found.found),
               taken=_yuan(found.taken))  # fmt: skip
    if found.stated is None:
        return told
    agrees = "agrees" if found.stated == found.found else "disagrees"
    return told + say(f"stated-{agrees}", stated=_yuan(found.stated))


def _repaired(converted: Converted) -> Repaired:
    """Return per sheet and rule how many cells were changed, and the first of them."""
    found: dict[tuple[str, str], dict[str, tuple[int, Repair]]] = {}
    for repair in converted.repairs:
        rules = found.setdefault((repair.file, repair.sheet), {})
        for rule in repair.rules:
            number, first = rules.get(rule, (0, repair))
            rules[rule] = (number + 1, first)
    return found


def _repairs(found: Mapping[str, tuple[int, Repair]]) -> Iterator[str]:
    for rule, (number, first) in found.items():
        yield say("repair", rule=_word(rule, "repairs", "importing.rule"), number=number, cell=first.cell,
                  found=_short(first.found), taken=_short(first.taken))  # fmt: skip


def _remarks(found: Sequence[Remark]) -> Iterator[str]:
    kinds: dict[str, list[Remark]] = {}
    for remark in found:
        kinds.setdefault(remark.kind, []).append(remark)
    for kind, same in kinds.items():
        if kind not in PLAIN:
            places = [str(remark.area) if remark.area else _short(remark.text) for remark in same[:FIRST]
                      if kind != HIDDEN_SHEET]  # fmt: skip
            told = _joined(filter(None, places)) + (" …" if len(same) > FIRST else "")
            yield say("remark" if told else "remark-whole", number=len(same), places=told,
                      words=_word(kind, "spreadsheets.remark"))  # fmt: skip
    if plain := [kind for kind in kinds if kind in PLAIN]:
        yield say("others", kinds=_joined(say("other", kind=_word(kind, "new.remarks"), number=len(kinds[kind]))
                                          for kind in plain))  # fmt: skip


def _document(original: Original, drafted: DraftedDocument | None) -> str:
    fields = {"file": original.name, "sha256": original.sha256[:8], "id": drafted.id if drafted else "—"}
    if drafted is not None and drafted.proposed is not None:
        return say("document", **fields, number=len(drafted.proposed.rows) + drafted.proposed.known)
    reason = drafted.refused.message(preferred()).strip().splitlines()[0] if drafted and drafted.refused else ""
    return say("unread", **fields, reason=reason)


def _merged(converted: Converted) -> Iterator[str]:
    """Yield the tables that were made from several places, which may say the same twice; ledgers often are."""
    for name, table in converted.tables.items():
        places = dict.fromkeys((file, sheet) for file, sheet, _ in table.origins) if name != LEDGER else {}
        if len(places) > 1:
            told = [" ".join(filter(None, place)) for place in places]
            yield say("merged", table=f"{name}.csv", number=len(told), places=_joined(told[:FIRST])
                      + (" …" if len(told) > FIRST else ""))  # fmt: skip


def _emptied(converted: Converted) -> Iterator[str]:
    if converted.emptied:
        yield say("emptied", number=len(converted.emptied))
    yield from cells(converted.emptied)


def cells(found: Sequence[tuple[str, Mapping[str, object]]]) -> Iterator[str]:
    """Yield the first cells that cannot be taken: place, column, what stands there."""
    for _, fields in found[:MOST_CELLS]:
        column = fields["column"]
        yield say("cell", **{**fields, "column": column[preferred()] if isinstance(column, dict) else column})
    if len(found) > MOST_CELLS:
        yield say("more-cells", number=len(found) - MOST_CELLS)


def _personal(converted: Converted) -> Iterator[str]:
    """Yield the columns that hold personal data."""
    for name, table in converted.tables.items():
        columns = {column: schemas()[name].columns[column] for column in table.columns}
        for mark in marks(columns, (dict(zip(table.columns, row, strict=True)) for row in table.rows)):
            label = columns[mark.column].words("label", preferred())
            key = "personal-sensitive" if mark.level > 1 else "personal-column"
            yield say(key, file=f"{name}.csv", column=mark.column, label=label)


def _word(name: str, *sections: str) -> str:
    """Return what the first section of the catalogue that knows a name calls it; the name itself if none does."""
    for section in sections:
        with suppress(KeyError):
            return text(f"{section}.{name}")
    return name


def _yuan(amount: object) -> str:
    return show_money(amount, "元", preferred(), 2)  # type: ignore[arg-type]


def _short(words: str) -> str:
    return visible(" ".join(words.split()), _WIDTH)


def _joined(words: Iterable[str]) -> str:
    return text("new.and").join(words)
