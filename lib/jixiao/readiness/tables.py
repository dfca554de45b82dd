"""The lights of the tables: which are there, which cells are empty, what waits for a person."""

from collections.abc import Callable, Collection, Iterator, Sequence

from jixiao.intake.schema import Schema, schemas
from jixiao.intake.sources import source_path
from jixiao.intake.tables import Row
from jixiao.language import text
from jixiao.readiness.blanks import BUDGET, blank, files_of
from jixiao.readiness.light import ABSENT, PARTLY, READY, Blank, Light, Step, listed, numbered
from jixiao.scoring import EXECUTION
from jixiao.workbook import Workbook

GROUP = "tables"
# Cells that may be empty, but without which nothing is computed; a column and what may stand in for it.
ALSO_WANTED: dict[str, tuple[Sequence[str], ...]] = {
    "funds": (BUDGET, ("received",), ("spent",)), "elements": (("met",),),
}  # fmt: skip
Remark = tuple[str, Step]


def of_tables(book: Workbook, language: str) -> Iterator[Light]:
    """Yield a light for every table that the project has or could use."""
    files = files_of(book.facts, language)
    for name, schema in schemas().items():
        if _rows(name, book):
            yield _filled(schema, book, language)
        elif is_needed(name, book):
            reason = text(f"readiness.gives.{name}", language)
            yield Light(GROUP, files[name], schema.label_in(language), ABSENT, False, (reason,), (Step("table", name),))


def is_needed(table: str, book: Workbook) -> bool:
    """Return whether a table would be used if it were there: some only serve indicators that ask for them."""
    kinds = {score.item.kind for score in book.scores.scores if not score.is_dropped}
    asked = {"elements": {"element", "elements"}, "survey": {"survey"}, "judgements": {"qualitative"}}
    return table not in asked or bool(kinds & asked[table]) or (table == "survey" and not book.sheet.items)


def _filled(schema: Schema, book: Workbook, language: str) -> Light:
    parts = (_empty(schema, book, language), _gaps(schema, book, language),
             _SPECIAL.get(schema.name, _nothing)(book, language))  # fmt: skip
    found = [remark for part in parts for remark in part]
    number = text("readiness.rows", language, number=_rows(schema.name, book))
    file = files_of(book.facts, language)[schema.name]
    return Light(GROUP, file, schema.label_in(language), PARTLY if found else READY, True,
                 tuple(reason for reason, _ in found), tuple(step for _, step in found), number)  # fmt: skip


def _rows(table: str, book: Workbook) -> int:
    proposals = len(book.facts.proposals) if table == "stated" else 0
    return len(book.facts.tables.get(table, ())) + proposals


def _empty(schema: Schema, book: Workbook, language: str) -> Iterator[Remark]:
    required = (column for column in schema.columns.values() if column.required and not column.open)
    wanted: list[Sequence[str]] = [(column.name,) for column in required]
    wanted += ALSO_WANTED.get(schema.name, ())
    for columns in wanted:
        found = blank(book.facts, schema.name, columns) if schema.name in book.facts.filled else None
        if found:
            yield found.sentence(language, files_of(book.facts, language)), found.step


def _nothing(book: Workbook, language: str) -> Iterator[Remark]:
    yield from ()


def _stated(book: Workbook, language: str) -> Iterator[Remark]:
    waiting = tuple(proposal.row.number for proposal in book.facts.proposals if proposal.is_open)
    if waiting:
        confirmed = len(book.facts.tables["stated"])
        yield (text("readiness.proposed", language, number=len(waiting), confirmed=confirmed),
               Step("confirm", "stated", "status", waiting))  # fmt: skip


def _evidence(book: Workbook, language: str) -> Iterator[Remark]:
    table, digests = book.facts.tables["evidence"], book.facts.digests
    files = [(row, path) for row in table if (path := source_path(book.facts.folder, row))]
    missing = tuple(path for _, path in files if path not in digests)
    changed = [(row, path) for row, path in files
               if row["sha256"] and path in digests and digests[path] != row["sha256"].lower()]  # fmt: skip
    if missing:
        yield (text("readiness.missing-files", language, number=len(missing), names=listed(missing, language)),
               Step("files", "evidence", "file", names=missing))  # fmt: skip
    if changed:
        names = tuple(path for _, path in changed)
        yield (text("readiness.changed-files", language, number=len(names), names=listed(names, language)),
               Step("changed", "evidence", "sha256", tuple(row.number for row, _ in changed), names))  # fmt: skip


def _ledger(book: Workbook, language: str) -> Iterator[Remark]:
    registered = _registered(book)
    yield from _unproven("ledger", [row for row in book.facts.tables["ledger"] if row["evidence"] not in registered],
                         language)  # fmt: skip


def _indicators(book: Workbook, language: str) -> Iterator[Remark]:
    registered = _registered(book)
    rows = [row for row in book.facts.tables["indicators"]
            if row["actual"] and row["evidence"] not in registered and not row["status"]]  # fmt: skip
    unscored = tuple(score.id for score in book.scores.missing if score.rule is None and score.id != EXECUTION)
    if unscored:
        yield (text("readiness.unscored", language, number=len(unscored), names=listed(unscored, language)),
               Step("complete", "indicators", names=unscored))  # fmt: skip
    yield from _unproven("indicators", rows, language)
    if book.scores.reason == "weights":
        yield text("scoring.none.weights", language, **book.scores.sums()), Step("weights", "indicators", "weight")


def _unproven(table: str, rows: Collection[Row], language: str) -> Iterator[Remark]:
    if rows:
        numbers = tuple(row.number for row in rows)
        yield (text("readiness.unproven", language, number=len(numbers), rows=numbered(numbers, language)),
               Step("evidence", table, "evidence", numbers))  # fmt: skip


def _gaps(schema: Schema, book: Workbook, language: str) -> Iterator[Remark]:
    """Yield what the decisions of people lack in a table."""
    files = files_of(book.facts, language)
    for gap in book.gaps:
        if gap.place.file != files[schema.name]:
            continue
        column, rows = str(gap.place.column), (gap.place.row or 0,)
        if gap.found:
            yield gap.sentence(language), Step("stray" if gap.column == "subject" else "evidence", schema.name, column,
                                               rows)  # fmt: skip
        else:
            empty = Blank(schema.name, column, rows, _rows(schema.name, book) + 1)
            yield empty.sentence(language, files), empty.step


def _registered(book: Workbook) -> frozenset[str]:
    return frozenset(str(row["evidence_id"]) for row in book.facts.tables.get("evidence", ()))


_SPECIAL: dict[str, Callable[[Workbook, str], Iterator[Remark]]] = {
    "stated": _stated, "evidence": _evidence, "ledger": _ledger, "indicators": _indicators,
}  # fmt: skip
