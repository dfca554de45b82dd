"""Sources built by hand: what a reader of spreadsheets would give, and the projects that come out of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from jixiao.importing import convert, files_of, settled
from jixiao.importing.model import Answers, Converted, Plan
from jixiao.intake.schema import schemas
from jixiao.intake.tables import Table, parse_table
from jixiao.spreadsheets.model import Area, Sheet, Source

LEDGER = ("日期", "凭证号", "摘要", "收款单位", "金额", "资金来源")


class Rows:
    """Rows of a sheet; empty ones are left out as a reader does."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.rows = [tuple(row) for row in rows]

    def __iter__(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        return ((number, row) for number, row in enumerate(self.rows, 1) if any(row))


def sheet(*rows: Sequence[str], name: str = "", merged: tuple[Area, ...] = (), is_hidden: bool = False) -> Sheet:
    return Sheet(name, Rows(rows), len(rows), max(map(len, rows)), merged, (), is_hidden)


def source(file: str, *sheets: Sheet, digest: str = "") -> Source:
    suffix = file.rpartition(".")[2]
    known = {"encoding": "utf-8-sig", "delimiter": ","} if suffix == "csv" else {}
    return Source(file, suffix, digest or sha256(file.encode()).hexdigest(), tuple(sheets), **known)


def table(file: str, *rows: Sequence[str], **options: object) -> Source:
    """One file with one sheet."""
    return source(file, sheet(*rows, **options))


def answers(**values: str) -> Answers:
    """Answers by key, written with ``__`` for the dots."""
    return Answers({key.replace("__", "."): value for key, value in values.items()})


def plan(*sources: Source, name: str = "sample-2020", **values: str) -> Plan:
    """The plan with everything answered as suggested; the unit of the project is given."""
    given = answers(project__unit="示例中心", **values)
    found = settled(sources, name, given)
    assert found.questions == (), [question.key for question in found.questions]
    return found


def converted(*sources: Source, **values: str) -> Converted:
    found = convert(plan(*sources, **values), sources)
    assert found.refused == ()
    return found


def contents(found: Plan, made: Converted) -> dict[str, bytes]:
    """The files of a project, whole."""
    written = files_of(found, made)
    return {path: data if isinstance(data, bytes) else b"".join(data) for path, data in written.items()}


def read_back(found: Plan, made: Converted) -> dict[str, Table]:
    """The tables as the rest of the program reads them."""
    units = {name: found.project.get(f"units.{name}", found.project["money_unit"]) for name in schemas()}
    return {path.removesuffix(".csv"): parse_table(data, path, schemas()[path.removesuffix(".csv")], units[path[:-4]])
            for path, data in contents(found, made).items() if path.endswith(".csv") and "/" not in path}  # fmt: skip


def rows(made: Converted, name: str) -> list[Mapping[str, str]]:
    """The rows of a table by column."""
    return [dict(zip(made.tables[name].columns, row, strict=True)) for row in made.tables[name].rows]


def changed(found: Source, digest: str = "0" * 64) -> Source:
    return replace(found, sha256=digest)
