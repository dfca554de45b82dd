"""All facts of one project, read once, with the digest of every file they came from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from jixiao.exceptions import LimitError, SchemaError, UnreadableInputError
from jixiao.intake import limits
from jixiao.intake.book import FILE as BOOK
from jixiao.intake.book.joining import project_from, remarks_of, tables_from
from jixiao.intake.book.reading import Book, open_book
from jixiao.intake.characters import visible
from jixiao.intake.files import read_bytes, shown
from jixiao.intake.ids import require_clear_ids
from jixiao.intake.nearest import ranked, suggestion
from jixiao.intake.project import Project, read_project
from jixiao.intake.schema import schemas
from jixiao.intake.sources import FOLDER, SourceText, is_inside, read_sources
from jixiao.intake.standing import STATED, Proposal, divided
from jixiao.intake.tables import Table, parse_table
from jixiao.intake.trail import FOLDER as INTAKE
from jixiao.intake.trail import Origins, SourceRemark, read_origins, read_remarks
from jixiao.rulebook.files import rule_files

PROJECT_FILE = "project.yaml"
INDICATORS = "indicators"
FOLDERS = (FOLDER, INDICATORS, INTAKE)
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".et", ".ods")
# The expected results of a made-up project, and what desktop systems leave behind.
ANSWERS = ".key.csv"
_IGNORED = ("README.md", "Thumbs.db", "desktop.ini")
_NEIGHBOURS = 3


@dataclass(frozen=True)
class Facts:
    """What is known of one project.

    Attributes:
        project: Who and what.
        folder: Where it was read from; never shown.
        tables: The tables that are there, by name; of the stated figures those that count.
        sources: The text of documents, by evidence_id.
        digests: SHA-256 of every input file, by its path relative to the folder, sorted.
        proposals: The stated figures that do not count: not confirmed yet, or rejected.
        remarks: What the values of its sources do not show; None if the project was not made from sources.
    """

    project: Project
    folder: Path
    tables: Mapping[str, Table]
    sources: Mapping[str, SourceText]
    digests: Mapping[str, str]
    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[SourceRemark, ...] | None = None

    @cached_property
    def origins(self) -> Origins:
        """Where the rows of its tables came from, as far as the tables are as they were made from its sources."""
        return read_origins(self.folder, self.digests)

    @property
    def filled(self) -> frozenset[str]:
        """Names of the tables that have rows; a table with a header only tells nothing."""
        return frozenset(name for name, table in self.tables.items() if len(table))


def read_facts(folder: Path) -> Facts:
    """Return the facts of the project in `folder`.

    Raises:
        UnreadableInputError: The folder, its project.yaml or all tables are missing, or a file is no text.
        SchemaError: A file, key, column, row or cell is not one that is defined.
        LimitError: A file exceeds a limit.
    """
    _require_project(folder)
    names = _check_names(folder)
    book, yaml = _book(folder), f"{shown(folder)}/{PROJECT_FILE}"
    written = read_project(folder / PROJECT_FILE, yaml) if (folder / PROJECT_FILE).exists() else None
    project = project_from(written, book, yaml)
    read, digests = _tables(folder, names, project)
    tables = tables_from(read, book, project, shown(folder))
    if not tables:
        known = ", ".join(schema.file for schema in schemas().values())
        raise UnreadableInputError("no-table", file=shown(folder), known=known)
    if INDICATORS in tables:
        require_clear_ids(tables[INDICATORS], f"{shown(folder)}/{tables[INDICATORS].file}", _rule_codes(folder))
    quoted = frozenset(str(row["doc"]) for row in tables.get(STATED, ()))
    sources = read_sources(folder, tables.get("evidence"), quoted)
    tables, proposals = divided(tables, f"{shown(folder)}/{tables[STATED].file}" if STATED in tables else "")
    digests |= {file: _digest(folder / file) for file in _others(folder)}
    remarks = read_remarks(folder) if book is None else (*(read_remarks(folder) or ()), *remarks_of(book))
    return Facts(project, folder, tables, sources, dict(sorted(digests.items())), proposals, remarks)


def _require_project(folder: Path) -> None:
    if not folder.is_dir():
        projects = [entry.name for entry in _entries(folder.parent) if _is_project(entry)]
        near = {
            "name": visible(folder.name),
            "known": ", ".join(ranked(folder.name, projects)[:_NEIGHBOURS]) or "—",
        }
        raise UnreadableInputError("no-such-project", file=shown(folder), **near)
    if not _is_project(folder):
        known = [schema.file for schema in schemas().values()]
        for entry in _entries(folder):
            _refuse_spreadsheet(folder, entry.name, known)
        raise UnreadableInputError("no-project-file", file=f"{shown(folder)}/{PROJECT_FILE}")


def _is_project(folder: Path) -> bool:
    return any((folder / name).exists() for name in (PROJECT_FILE, BOOK))


def _book(folder: Path) -> Book | None:
    return open_book(folder / BOOK, f"{shown(folder)}/{BOOK}") if (folder / BOOK).exists() else None


def _entries(folder: Path) -> list[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((entry for entry in found if not entry.name.startswith((".", "~$"))), key=lambda e: e.name)


def _check_names(folder: Path) -> list[str]:
    """Return the names of the tables that are there, in the order of their definition."""
    known = {schema.file: name for name, schema in schemas().items()}
    names = {entry.name for entry in _entries(folder) if not _is_ignored(entry)}
    for name in sorted(names):
        if name not in (*known, PROJECT_FILE, BOOK, *FOLDERS) or (name in FOLDERS) != (folder / name).is_dir():
            _refuse_spreadsheet(folder, name, known)
            near = suggestion(name, (*known, PROJECT_FILE, *(f"{part}/" for part in FOLDERS)))
            raise SchemaError("unknown-file", file=f"{shown(folder)}/{visible(name)}", **near)
        _refuse_link(folder, folder / name)
    return [name for file, name in known.items() if file in names]


def _refuse_spreadsheet(folder: Path, name: str, known: Collection[str]) -> None:
    if name.lower().endswith(SPREADSHEETS) and (folder / name).is_file():
        expected = f"{Path(name).stem.lower()}.csv"
        expected = expected if expected in known else next(iter(known))
        raise UnreadableInputError("spreadsheet-file", file=f"{shown(folder)}/{visible(name)}", expected=expected)


def _is_ignored(entry: Path) -> bool:
    return entry.name in _IGNORED or entry.name.endswith(ANSWERS)


def _refuse_link(folder: Path, path: Path) -> None:
    if not is_inside(folder, path):
        file = f"{shown(folder)}/{path.relative_to(folder).as_posix()}"
        raise SchemaError("link-outside", file=visible(file, 200))


def _tables(folder: Path, names: list[str], project: Project) -> tuple[dict[str, Table], dict[str, str]]:
    tables: dict[str, Table] = {}
    digests = {file: _digest(folder / file) for file in (PROJECT_FILE, BOOK) if (folder / file).exists()}
    for name in names:
        schema = schemas()[name]
        data = read_bytes(folder / schema.file, limits.TABLE_BYTES)
        digests[schema.file] = sha256(data).hexdigest()
        tables[name] = parse_table(data, f"{shown(folder)}/{schema.file}", schema, project.unit_of(name))
    return tables, digests


def _rule_codes(folder: Path) -> frozenset[str]:
    """Return the codes of all indicator rules, in force or not, and of the project's own."""
    own = (folder / INDICATORS).glob("*.yaml")
    return frozenset(path.stem.casefold() for path in (*rule_files(INDICATORS), *own))


def _digest(path: Path) -> str:
    return sha256(read_bytes(path, limits.SOURCE_BYTES)).hexdigest()


def _others(folder: Path) -> Iterator[str]:
    """Yield the files under sources/, indicators/ and intake/, relative to the project."""
    for part in FOLDERS:
        count = 0
        for path in sorted((folder / part).rglob("*")):
            relative = path.relative_to(folder)
            _refuse_link(folder, path)
            if path.is_dir() or any(name.startswith((".", "~$")) for name in relative.parts):
                continue
            count += 1
            if count > limits.SOURCE_FILES:
                raise LimitError("too-many-files", file=f"{shown(folder)}/{part}", limit=limits.SOURCE_FILES)
            yield relative.as_posix()
