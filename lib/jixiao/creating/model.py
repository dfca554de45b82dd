"""What is asked of `jixiao new`, what it did, and whom it talks to on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jixiao.drafting import DraftedDocument
from jixiao.exceptions import JixiaoError
from jixiao.importing.model import Converted, Plan, Question

TABLES, DOCUMENT, OTHER = "tables", "document", "other"


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Attributes:
        name: Name of the project: its folder below ``data/``.
        paths: Files and folders that it is made from.
        takes_proposals: Answer every question as proposed, and write over an earlier version.
        mapping: A mapping file with the decisions.
        leaves_unreadable: Leave an amount that cannot be read empty, and list it, instead of refusing the file.
        unit: The evaluated unit; empty if the files tell it.
        year: The fiscal year; empty if the files tell it.
        money_unit: The unit of amounts where a file declares none and nothing suggests one; None if not given.
        fund_source: The fund source of the vouchers where a file has no column for it.
        replaces: Take the new version of a file that was edited while its source changed too.
    """

    name: str
    paths: tuple[Path, ...]
    takes_proposals: bool = False
    mapping: Path | None = None
    leaves_unreadable: bool = False
    unit: str = ""
    year: str = ""
    money_unit: str | None = None
    fund_source: str = ""
    replaces: bool = False

    @property
    def answers(self) -> dict[str, str]:
        """What the options answer, by the key of the question."""
        given = {"project.unit": self.unit, "project.fiscal_year": self.year}
        return {key: value for key, value in given.items() if value}

    def answer(self, kind: str) -> str:
        """Return what the options answer to a question of this kind, for every table alike; empty for nothing."""
        source = self.fund_source and f"={self.fund_source}"
        return {"money-unit": self.money_unit or "", "fund-source": source}.get(kind, "")


@dataclass(frozen=True, slots=True)
class Original:
    """One of the files that a project is made from.

    Attributes:
        name: Its name, under which it is copied into ``sources/``.
        path: Where it lies.
        kind: ``tables`` (a spreadsheet or CSV), ``document`` (a report that can be read) or ``other``.
        sha256: Digest of its bytes.
    """

    name: str
    path: Path
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the project that is not as it was written from the sources.

    Attributes:
        file: Its path relative to the project.
        how: ``own`` (a person added it), ``edited`` (kept as a person left it), ``merged`` (kept, with new rows
            added) or ``replaced`` (the new version was taken, the edited one lies in `aside`).
        aside: Where the edited version of a replaced file is.
    """

    file: str
    how: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file of a project that is written again.

    Attributes:
        file: Its path relative to the project.
        state: ``new``, ``changed`` or ``gone``.
        counts: Of a table: rows ``added``, ``removed`` and ``changed``; of project.yaml: keys.
        examples: The first rows or keys of each kind: (kind, key, before, after).
    """

    file: str
    state: str
    counts: Mapping[str, int]
    examples: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True)
class Created:
    """What was done.

    Attributes:
        name: The project.
        originals: The files that it was made from.
        plan: How they became tables.
        converted: The tables, with the account of every row.
        documents: What the stated figures were drafted from.
        kept: What people added or edited.
        changes: What differs from the version before; empty for a new project.
        is_new: There was no version before.
        is_written: Something was written.
        params: The file to run, relative to the workbook.
        template: The file that is a filled template and became the project's workbook; empty if there is none.
    """

    name: str
    originals: tuple[Original, ...]
    plan: Plan
    converted: Converted
    documents: tuple[DraftedDocument, ...] = ()
    kept: tuple[Kept, ...] = ()
    changes: tuple[Change, ...] = ()
    is_new: bool = True
    is_written: bool = False
    params: str = ""
    template: str = ""


class Talk(Protocol):
    """Whom the program asks."""

    def ask(self, question: Question, plan: Plan) -> str | None:
        """Return the answer to a question; None if nobody is there to answer."""
        ...

    def complain(self, refused: JixiaoError) -> None:
        """Tell why an answer cannot be taken."""
        ...

    def stop(self, plan: Plan) -> None:
        """Tell what is understood so far, because questions stay open."""
        ...

    def refuse(self, converted: Converted) -> None:
        """Tell which cells cannot be taken."""
        ...

    def tell(self, created: Created) -> None:
        """Tell what will be written, before it is."""
        ...

    def agree(self) -> bool | None:
        """Return whether a person wants the changes; None if nobody is there to decide."""
        ...
