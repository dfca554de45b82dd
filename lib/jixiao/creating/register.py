"""The documents of a new project as rows of evidence.csv; a document keeps the id that it once had."""

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import PurePath

from jixiao.creating.model import Original
from jixiao.drafting.rows import with_rows
from jixiao.intake.schema import schemas
from jixiao.intake.tables import parse_table
from jixiao.reading import lexicon

EVIDENCE = "evidence"
FILE = f"{EVIDENCE}.csv"
_SOURCES = "sources/"
# A cell that begins with one of these would be run as a formula.
_FORMULA = "=+-@＝＋－＠\t "


def registered(table: bytes | None, before: bytes | None, documents: Iterable[Original], file: str) -> bytes | None:
    """Return the table with a row for every document that it does not list yet.

    Args:
        table: The table as it is so far; None if there is none.
        before: That of the version before, whose ids are used again.
        documents: The documents that are to be listed.
        file: What messages call the table.

    Returns:
        The table; None if there is nothing to list and there was no table.

    Raises:
        SchemaError: A table cannot be read, or cannot take the rows.
    """
    listed, known = dict(_ids(table, file)), dict(_ids(before, file))
    fresh = free_ids({*listed.values(), *known.values()})
    rows = [_row(known.get(document.name) or next(fresh), document)
            for document in documents if document.name not in listed]  # fmt: skip
    return with_rows(table, rows, schemas()[EVIDENCE], file) if rows else table


def free_ids(used: set[str]) -> Iterator[str]:
    """Yield ids that no document has, from D01 on."""
    return (id for number in count(1) if (id := f"D{number:02}") not in used)


def kind_of(title: str) -> str:
    """Return what kind of document a title names; a working document if it does not tell.

    Example:
        >>> kind_of("部门决算批复"), kind_of("IMG_2031")
        ('official', 'working')
    """
    kinds = lexicon.words(EVIDENCE)["kinds"]
    return next((kind for kind, words in kinds.items() if any(word in title for word in words)), "working")


def _ids(table: bytes | None, file: str) -> Iterator[tuple[str, str]]:
    """Yield name and id of the documents that a table lists."""
    for row in parse_table(table, file, schemas()[EVIDENCE], "元") if table is not None else ():
        if row["file"]:
            yield row["file"].removeprefix(_SOURCES), row["evidence_id"]


def _row(id: str, document: Original) -> dict[str, str]:
    title = PurePath(document.name).stem.lstrip(_FORMULA) or id
    return {"evidence_id": id, "title": title, "file": f"{_SOURCES}{document.name}", "sha256": document.sha256,
            "kind": kind_of(title)}  # fmt: skip
