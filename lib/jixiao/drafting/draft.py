"""One draft: every readable document of a project is read, its new figures become rows of stated.csv."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.documents import read_document, suffixes
from jixiao.drafting.cells import cells
from jixiao.drafting.proposals import Proposed, propose
from jixiao.drafting.rows import with_rows
from jixiao.exceptions import LimitError, SchemaError, UnreadableInputError
from jixiao.folders import find_workbook
from jixiao.intake import limits
from jixiao.intake.book import FILE as BOOK
from jixiao.intake.facts import PROJECT_FILE, Facts, read_facts
from jixiao.intake.files import read_bytes
from jixiao.intake.params import load_params
from jixiao.intake.schema import schemas
from jixiao.intake.sources import FOLDER, source_path
from jixiao.intake.standing import STATED
from jixiao.intake.tables import Row
from jixiao.reading import read
from jixiao.reading.reader import report_of

EVIDENCE = "evidence"


@dataclass(frozen=True)
class DraftedDocument:
    """What became of one document.

    Attributes:
        id: Its evidence_id.
        file: The file, relative to the project.
        proposed: What was found in it; None if it could not be read.
        refused: Why it could not be read.
    """

    id: str
    file: str
    proposed: Proposed | None = None
    refused: UnreadableInputError | LimitError | None = None


@dataclass(frozen=True)
class Drafted:
    """What a draft did.

    Attributes:
        project: The project.
        file: The table, relative to the workbook.
        language: Language of the run.
        documents: The documents with a file, in the order of ``evidence.csv``.
        unlisted: Files of ``sources/`` that could be read but are not in ``evidence.csv``.
    """

    project: str
    file: str
    language: str
    documents: tuple[DraftedDocument, ...]
    unlisted: tuple[str, ...]

    @property
    def rows(self) -> tuple[dict[str, str], ...]:
        """The rows that were added."""
        return tuple(row for document in self.documents if document.proposed for row in document.proposed.rows)


def draft_project(path: Path) -> Drafted:
    """Draft the stated figures of one project; see `jixiao.drafting.draft`."""
    workbook = find_workbook(path.parent, Path.cwd())
    params = load_params(path)
    folder = workbook / "data" / params.project
    # Of a project without any table nothing else could be said.
    facts = read_facts(folder) if not _is_bare(folder) else None
    if facts is None or EVIDENCE not in facts.filled:
        raise UnreadableInputError("draft-no-document", allowed=" ".join(suffixes()), project=params.project)
    found = tuple(_documents(facts, params.language))
    file = f"data/{params.project}/{STATED}.csv"
    drafted = Drafted(params.project, file, params.language, found, _unlisted(facts, found))
    if drafted.rows:
        _refuse_sheet(facts, f"data/{params.project}")
        _write(facts.folder / f"{STATED}.csv", drafted)
    return drafted


def _refuse_sheet(facts: Facts, folder: str) -> None:
    """Refuse to write a second table of stated figures beside the sheet that holds them."""
    table = facts.tables.get(STATED)
    if table is not None and table.file != table.schema.file:
        raise SchemaError("draft-in-workbook", file=f"{folder}/{table.file}")


def _is_bare(folder: Path) -> bool:
    tables = (schemas()[EVIDENCE].file, BOOK)
    return (folder / PROJECT_FILE).exists() and not any((folder / file).exists() for file in tables)


def _documents(facts: Facts, language: str) -> Iterable[DraftedDocument]:
    existing = (*facts.tables.get(STATED, ()), *(proposal.row for proposal in facts.proposals))
    for row in facts.tables[EVIDENCE]:
        file = source_path(facts.folder, row)
        if file is not None and (facts.folder / file).exists():
            yield _document(facts, str(row["evidence_id"]), file, existing, language)


def _document(facts: Facts, id: str, file: str, existing: Sequence[Row], language: str) -> DraftedDocument:
    try:
        document = read_document(facts.folder / file)
    except (UnreadableInputError, LimitError) as error:
        return DraftedDocument(id, file, refused=error)
    found = propose(id, read(document), cells(report_of(document)), existing, language, facts.project.fiscal_year)
    return DraftedDocument(id, file, found)


def _unlisted(facts: Facts, found: Iterable[DraftedDocument]) -> tuple[str, ...]:
    listed = {document.file for document in found}
    readable = (file for file in facts.digests if file.startswith(f"{FOLDER}/") and file.lower().endswith(suffixes()))
    return tuple(file for file in readable if file not in listed)


def _write(path: Path, drafted: Drafted) -> None:
    """Write the table whole or not at all."""
    from jixiao.runs.store import replace_file, storage_errors

    before = read_bytes(path, limits.TABLE_BYTES) if path.exists() else None
    content = with_rows(before, drafted.rows, schemas()[STATED], drafted.file)
    with storage_errors():
        replace_file(path, content)
