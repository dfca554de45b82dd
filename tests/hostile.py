"""Inputs that must be refused, each with the class of error, the exit code and the code of its sentence."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jixiao.exceptions import JixiaoError, LimitError, ParameterError, SchemaError, UnreadableInputError
from jixiao.intake import limits
from jixiao.intake.facts import read_facts
from jixiao.intake.params import load_params
from jixiao.intake.schema import schemas
from jixiao.intake.tables import read_table

PROJECT = "code: demo\nname: 妇女之家\nunit: 某区妇联\nfiscal_year: 2020\nmoney_unit: 万元\n"
FUNDS = "fund_source,budget_adjusted,received,spent\n"
ROW = "区级财政,202.15,178.09,189.35\n"
EVIDENCE = "evidence_id,title,file,kind\n"


@dataclass(frozen=True)
class Hostile:
    """One input: `read` writes it below a folder and reads it."""

    name: str
    error: type[JixiaoError]
    exit_code: int
    code: str
    read: Callable[[Path], object]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def write_project(folder: Path, **files: str | bytes) -> Path:
    """Write a project; a name such as ``funds_csv`` stands for the file ``funds.csv``."""
    for name, content in ({"project_yaml": PROJECT, "funds_csv": FUNDS + ROW} | files).items():
        write(folder / name.replace("_csv", ".csv").replace("_yaml", ".yaml"), content)
    return folder


def every_hostile_input() -> Iterator[Hostile]:
    yield from _yaml()
    yield from _parameters()
    yield from _projects()
    yield from _bytes()
    yield from _shapes()
    yield from _cells()
    yield from _stated()
    yield from _folders()


YAML: dict[str, tuple[type[JixiaoError], str, str | bytes]] = {
    "an alias bomb": (SchemaError, "yaml-anchor", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"),
    "a merge-key bomb": (SchemaError, "yaml-anchor", "a: &a {x: y}\nb:\n  <<: [*a, *a, *a]\n"),
    "a lone anchor": (SchemaError, "yaml-anchor", "name: &x y\n"),
    "an alias of nothing": (SchemaError, "yaml-anchor", "name: *x\n"),
    "a merge key": (SchemaError, "bad-key", "<<: {name: x}\n"),
    "a binary tag": (SchemaError, "yaml-tag", "name: !!binary aGk=\n"),
    "an object tag": (SchemaError, "yaml-tag", "name: !!python/object/apply:os.system [ls]\n"),
    "a text tag": (SchemaError, "yaml-tag", "name: !!str 12\n"),
    "a local tag": (SchemaError, "yaml-tag", "name: !include other.yaml\n"),
    "a duplicate key": (SchemaError, "duplicate-key", "name: a\nname: b\n"),
    "a duplicate nested key": (SchemaError, "duplicate-key", "units: {funds: 元, funds: 万元}\n"),
    "deep brackets": (LimitError, "yaml-too-deep", "name: " + "[" * 2000 + "\n"),
    "deep mappings": (LimitError, "yaml-too-deep", "name: " + "{a: " * 9 + "x" + "}" * 9 + "\n"),
    "too many parts": (LimitError, "yaml-too-long", "name: [" + "x," * 6000 + "]\n"),
    "too many bytes": (LimitError, "file-too-large", "name: " + "x" * limits.YAML_BYTES + "\n"),
    "a list at the top": (SchemaError, "not-a-mapping", "- a\n- b\n"),
    "one word": (SchemaError, "not-a-mapping", "name\n"),
    "nothing": (SchemaError, "not-a-mapping", ""),
    "two documents": (SchemaError, "yaml-several-documents", "name: a\n---\nname: b\n"),
    "an open bracket": (SchemaError, "yaml-syntax", "name: [a\n"),
    "an open quotation mark": (SchemaError, "yaml-syntax", 'name: "a\n'),
    "a tab as indentation": (SchemaError, "yaml-syntax", "units:\n\tfunds: 元\n"),
    "an escape that names no character": (SchemaError, "yaml-syntax", 'name: "\\UFFFFFFFF"\n'),
    "a key in Chinese": (SchemaError, "bad-key", "名称: a\n"),
    "a key in capitals": (SchemaError, "bad-key", "Name: a\n"),
    "a key in quotes": (SchemaError, "bad-key", '"name": a\n'),
    "a key that is code": (SchemaError, "bad-key", "__import__('os'): a\n"),
    "a key that is a list": (SchemaError, "bad-key", "? [a, b]\n: c\n"),
    "a key without end": (SchemaError, "bad-key", "a" * 65 + ": c\n"),
    "a bell": (SchemaError, "forbidden-character", "name: a\x07\n"),
    "an escape sequence": (SchemaError, "forbidden-character", "name: a\x1b[31m\n"),
    "a NUL": (SchemaError, "forbidden-character", "name: a\x00\n"),
    "a NUL written as an escape": (SchemaError, "forbidden-character", 'name: "a\\0"\n'),
    "a mark that turns text round": (SchemaError, "forbidden-character", "name: a\u202eb\n"),
    "such a mark written as an escape": (SchemaError, "forbidden-character", 'name: "a\\u202Eb"\n'),
    "an isolate": (SchemaError, "forbidden-character", "name: a\u2066b\n"),
    "a byte-order mark inside": (SchemaError, "forbidden-character", "name: a\ufeffb\n"),
    "a line separator": (SchemaError, "forbidden-character", "name: a\u2028b: c\n"),
    "GBK": (UnreadableInputError, "gbk-file", "name: 区妇联\n".encode("gbk")),
    "UTF-16": (UnreadableInputError, "utf16-file", "name: 区妇联\n".encode("utf-16")),
    "a damaged byte": (UnreadableInputError, "damaged-utf8", "name: 区妇联项目\n".encode() + b"\xff\n"),
    "a surrogate": (UnreadableInputError, "damaged-utf8", b"name: \xed\xa0\x80\n"),
}


def _yaml() -> Iterator[Hostile]:
    for name, (error, code, content) in YAML.items():
        yield _project(f"project.yaml with {name}", error, code, content)
        yield _params(f"parameters with {name}", code, content)


PARAMETERS: dict[str, tuple[str, str]] = {
    "an unknown name": ("unknown-parameter", "project: demo\ntolerence: '0'\n"),
    "no project": ("missing-parameter", "language: zh\n"),
    "an octal-looking project": ("not-text", "project: 0012\n"),
    "a number as project": ("not-text", "project: 2020\n"),
    "a truth value as project": ("not-text", "project: NO\n"),
    "a sexagesimal project": ("not-text", "project: 190:20:30\n"),
    "a number with underscores": ("not-text", "project: 1_000\n"),
    "nothing as project": ("not-text", "project:\n"),
    "a bare tolerance": ("not-text", "project: demo\ntolerance: 0.5\n"),
    "a list as project": ("not-text", "project: [a]\n"),
    "a path to the parent": ("path-like-name", "project: ../demo\n"),
    "a path below": ("path-like-name", "project: a/b\n"),
    "an absolute path": ("path-like-name", "project: /etc\n"),
    "a path of Windows": ("path-like-name", "project: 'C:\\data'\n"),
    "a home folder": ("path-like-name", "project: '~root'\n"),
    "two dots inside": ("path-like-name", "project: a..b\n"),
    "a hidden folder": ("path-like-name", "project: .git\n"),
    "a device of Windows": ("reserved-name", "project: con\n"),
    "a device with an ending": ("reserved-name", "project: Nul.2020\n"),
    "a line end in the project": ("bad-project-name", 'project: "demo\\n"\n'),
    "a blank in the project": ("bad-project-name", "project: my demo\n"),
    "full-width digits": ("bad-project-name", "project: １２\n"),
    "a project of 27 Chinese characters": ("bad-project-name", f"project: {'绩' * 27}\n"),
    "a character that systems write in two ways": ("bad-project-name", "project: é\n"),
    "a project of 81 characters": ("bad-project-name", f"project: {'a' * 81}\n"),
    "a project that ends with a dot": ("bad-project-name", "project: demo.\n"),
    "an option as project": ("bad-project-name", "project: -rf\n"),
    "a day that is none": ("bad-day", "project: demo\nrules_as_of: '2020-02-30'\n"),
    "a day in another form": ("bad-day", "project: demo\nrules_as_of: '20201231'\n"),
    "a week day": ("bad-day", "project: demo\nrules_as_of: 2020-W01-1\n"),
    "a tolerance above 1": ("bad-tolerance", "project: demo\ntolerance: '1.01'\n"),
    "a negative tolerance": ("bad-tolerance", "project: demo\ntolerance: '-0.1'\n"),
    "a tolerance with an exponent": ("bad-tolerance", "project: demo\ntolerance: '1e-2'\n"),
    "no number as tolerance": ("bad-tolerance", "project: demo\ntolerance: 'nan'\n"),
    "another language": ("not-allowed", "project: demo\nlanguage: fr\n"),
    "another outline": ("not-allowed", "project: demo\nreport_style: outline-2099\n"),
    "a path as rule pack": ("bad-rule-pack-name", "project: demo\nrule_pack: ../rules\n"),
}


def _parameters() -> Iterator[Hostile]:
    for name, (code, content) in PARAMETERS.items():
        yield _params(f"parameters with {name}", code, content)
    yield Hostile(
        "parameters that are not there",
        ParameterError,
        2,
        "no-such-file",
        lambda folder: load_params(folder / "x"),
    )
    yield Hostile(
        "parameters that are a folder", ParameterError, 2, "not-a-file", lambda folder: load_params(folder)
    )


PROJECTS: dict[str, tuple[str, str]] = {
    "an unknown key": ("unknown-key", PROJECT + "fiscal_yaer: 2020\n"),
    "a missing key": ("missing-key", PROJECT.replace("money_unit: 万元\n", "")),
    "a key without a value": ("missing-key", PROJECT.replace("demo", "")),
    "a year in words": ("not-an-integer", PROJECT.replace("2020", "2020年")),
    "a year out of range": ("bad-year", PROJECT.replace("2020", "20200")),
    "an unknown unit": ("not-allowed", PROJECT.replace("万元", "千元")),
    "a unit for an unknown table": ("unknown-table", PROJECT + "units: {fund: 元}\n"),
    "an unknown unit for a table": ("not-allowed", PROJECT + "units: {funds: 美元}\n"),
    "units as a text": ("not-a-group", PROJECT + "units: 元\n"),
    "a number as code": ("not-text", PROJECT.replace("demo", "2020")),
    "a list as name": ("not-text", PROJECT.replace("妇女之家", "[a, b]")),
    "an endless name": ("text-too-long", PROJECT.replace("妇女之家", "长" * 201)),
    "a blank name": ("text-empty", PROJECT.replace("妇女之家", "'  '")),
    "a day that is none": ("bad-day", PROJECT + "period_start: 2020-13-01\n"),
    "a period that ends before it starts": (
        "period-reversed",
        PROJECT + "period_start: 2020-12-31\nperiod_end: 2020-01-01\n",
    ),
    "a word as truth value": ("not-true-or-false", PROJECT + "synthetic: yes\n"),
}


def _projects() -> Iterator[Hostile]:
    for name, (code, content) in PROJECTS.items():
        yield _project(f"project.yaml with {name}", SchemaError, code, content)


BYTES: dict[str, tuple[type[JixiaoError], str, bytes]] = {
    "UTF-16": (UnreadableInputError, "utf16-file", (FUNDS + ROW).encode("utf-16")),
    "UTF-16 without a mark": (UnreadableInputError, "nul-byte", (FUNDS + ROW).encode("utf-16-le")),
    "a NUL": (UnreadableInputError, "nul-byte", (FUNDS + ROW).encode() + b"\x00\n"),
    "the content of xlsx": (UnreadableInputError, "not-plain-text", b"PK\x03\x04" + bytes(40)),
    "the content of xls": (UnreadableInputError, "not-plain-text", b"\xd0\xcf\x11\xe0" + bytes(40)),
    "a damaged byte": (UnreadableInputError, "damaged-utf8", (FUNDS + ROW).encode() + b"\xff,1,1,1\n"),
    "a mark of UTF-8 and bytes of GBK": (
        UnreadableInputError,
        "damaged-utf8",
        b"\xef\xbb\xbf" + (FUNDS + ROW).encode("gbk"),
    ),
    "neither encoding": (UnreadableInputError, "unknown-encoding", FUNDS.encode() + b"\xff\xfe\xfd,1,1,1\n"),
    "private-use characters": (
        UnreadableInputError,
        "unknown-encoding",
        FUNDS.encode() + b"\xaa\xa1,1,1,1\n",
    ),
    "nothing": (UnreadableInputError, "empty-file", b""),
    "blank lines only": (UnreadableInputError, "empty-file", b"\n\n,,\n"),
}


def _bytes() -> Iterator[Hostile]:
    for name, (error, code, content) in BYTES.items():
        yield _funds(f"a table with {name}", error, code, content)


SHAPES: dict[str, tuple[type[JixiaoError], str, str]] = {
    "a row that is too short": (SchemaError, "ragged-row", FUNDS + "财政,1,2\n"),
    "a row that is too long": (SchemaError, "ragged-row", FUNDS + "财政,1,2,3,4\n"),
    "an unquoted thousands comma": (SchemaError, "ragged-row", FUNDS + "财政,1,178.09,2,3\n"),
    "a duplicate column": (SchemaError, "duplicate-column", "fund_source,spent,spent\n"),
    "a column without a name": (SchemaError, "empty-column-name", "fund_source,,spent\n"),
    "an unknown column": (SchemaError, "unknown-column", FUNDS.replace("received", "recieved")),
    "a column that is code": (SchemaError, "unknown-column", '"=cmd|calc!A1",spent\n'),
    "a missing column": (SchemaError, "missing-column", "fund_source,received\n"),
    "semicolons": (SchemaError, "wrong-delimiter", FUNDS.replace(",", ";")),
    "tabs": (SchemaError, "wrong-delimiter", FUNDS.replace(",", "\t")),
    "full-width commas": (SchemaError, "wrong-delimiter", FUNDS.replace(",", "，")),
    "an empty row in the middle": (SchemaError, "empty-row", FUNDS + "\n" + ROW),
    "a row of commas in the middle": (SchemaError, "empty-row", FUNDS + ",,,\n" + ROW),
    "an empty row before the header": (SchemaError, "empty-row", "\n" + FUNDS + ROW),
    "an open quotation mark": (SchemaError, "broken-quotes", FUNDS + '"财政,1,2,3\n'),
    "text after a quotation mark": (SchemaError, "broken-quotes", FUNDS + '"财"政,1,2,3\n'),
    "too many columns": (LimitError, "too-many-columns", ",".join(f"c{n}" for n in range(600)) + "\n"),
    "a cell that is too long": (LimitError, "cell-too-long", FUNDS + "财" * 32_768 + ",1,2,3\n"),
    "a huge cell": (LimitError, "cell-too-long", FUNDS + "x" * 5_000_000 + ",1,2,3\n"),
}


def _shapes() -> Iterator[Hostile]:
    for name, (error, code, content) in SHAPES.items():
        yield _funds(f"a table with {name}", error, code, content)


AMOUNTS: dict[str, str] = {
    "178.09万": "not-an-amount",
    "178.09万元": "not-an-amount",
    "￥178.09": "not-an-amount",
    "约178": "not-an-amount",
    "—": "not-an-amount",
    "无": "not-an-amount",
    "1e5": "not-an-amount",
    "NaN": "not-an-amount",
    "Infinity": "not-an-amount",
    "=1+1": "not-an-amount",
    "0x10": "not-an-amount",
    "1_000": "not-an-amount",
    '"1,78.09"': "not-an-amount",
    '"12,34,567"': "not-an-amount",
    "1.2.3": "not-an-amount",
    "1 178.09": "not-an-amount",
    ".5": "not-an-amount",
    "--5": "not-an-amount",
    "٣": "not-an-amount",
    "88.1%": "not-an-amount",
    "(12.5)": "amount-in-parentheses",
    "（12.5）": "amount-in-parentheses",
    "178.0900001": "amount-below-fen",
    "9" * 13: "amount-too-large",
    "9" * 30: "too-many-digits",
}
CELLS: dict[str, tuple[str, str]] = {
    "an empty required cell": ("empty-cell", FUNDS + ",1,2,3\n"),
    "a bell": ("forbidden-character-in-cell", FUNDS + "a\x07,1,2,3\n"),
    "a mark that turns text round": ("forbidden-character-in-cell", FUNDS + "a\u202eb,1,2,3\n"),
    "a byte-order mark inside": ("forbidden-character-in-cell", FUNDS + "a\ufeffb,1,2,3\n"),
    "a day that is none": ("no-such-day", FUNDS.replace("\n", ",due_by\n") + "a,1,2,3,2021-02-29\n"),
    "a day of the week": ("not-a-date", FUNDS.replace("\n", ",due_by\n") + "a,1,2,3,周一\n"),
    "a number as day": ("not-a-date", FUNDS.replace("\n", ",due_by\n") + "a,1,2,3,44196\n"),
    "a day with two readings": ("not-a-date", FUNDS.replace("\n", ",due_by\n") + "a,1,2,3,01/02/2020\n"),
    "a path as code": ("not-a-code", FUNDS.replace("\n", ",source\n") + "a,1,2,3,../x\n"),
}


def _cells() -> Iterator[Hostile]:
    for words, code in AMOUNTS.items():
        error = LimitError if code in ("amount-too-large", "too-many-digits") else SchemaError
        yield _funds(f"the amount {words}", error, code, FUNDS + f"财政,1,{words},3\n")
    for name, (code, content) in CELLS.items():
        yield _funds(f"a cell with {name}", SchemaError, code, content)


STATED = "figure_id,doc,locator,quote,raw,value,unit,role\nF1,E1,L1,词,词,"
STATED_ROWS: dict[str, str] = {
    "1,万元,recieved": "not-a-role",
    "1,万元,到位资金": "not-a-role",
    "1,千元,received": "unit-not-money",
    "1,百分点,received": "unit-not-money",
    "1,%,received": "unit-not-money",
    "1,人,received": "unit-not-money",
    "1,百分点,share": "unit-not-rate",
    "1,万元,share": "unit-not-rate",
    "1,,share": "empty-cell",
    "1,人,claim_balance": "unit-not-claim",
    "2,claim,claim_balance": "not-a-claim-value",
    "0.5,claim,claim_balance": "not-a-claim-value",
    "1,万元,count": "unit-not-count",
    "1,％,part": "unit-not-count",
    "1,claim,whole": "unit-not-count",
    ",万元,received": "empty-cell",
    ",claim,claim_balance": "empty-cell",
}


def _stated() -> Iterator[Hostile]:
    for words, code in STATED_ROWS.items():
        yield _facts(f"the stated figure {words}", SchemaError, code, stated_csv=f"{STATED}{words}\n")


EVIDENCE_FILES = (
    "../secret.txt",
    "/etc/passwd",
    "a/../../x.txt",
    "C:\\x.txt",
    "~/x.txt",
    "sources",
    "http://x/y",
)
FILES: dict[str, str] = {
    "fund.csv": "unknown-file",
    "Funds.CSV": "unknown-file",
    "funds.docx": "unknown-file",
    "data/x.csv": "unknown-file",
}


def _folders() -> Iterator[Hostile]:
    for file in EVIDENCE_FILES:
        content = EVIDENCE + f"E1,材料,{file},official\n"
        yield _facts(f"the evidence file {file}", SchemaError, "source-outside", evidence_csv=content)
    for file, code in FILES.items():
        yield Hostile(f"the file {file}", SchemaError, 21, code, _with_file(file))
    for file in ("funds.xlsx", "Funds.XLS", "项目.et"):
        yield Hostile(f"the file {file}", UnreadableInputError, 20, "spreadsheet-file", _with_file(file))
    yield Hostile(
        "a project that is not there",
        UnreadableInputError,
        20,
        "no-such-project",
        lambda folder: read_facts(write_project(folder / "demo").with_name("demi")),
    )
    yield Hostile("a project without project.yaml", UnreadableInputError, 20, "no-project-file", read_facts)
    yield Hostile("a project without a table", UnreadableInputError, 20, "no-table", _without_table)
    if os.name == "posix":
        yield Hostile("a table that is a link out", SchemaError, 21, "link-outside", _linked("funds.csv"))
        yield Hostile(
            "a source that is a link out", SchemaError, 21, "link-outside", _linked("sources/a.txt")
        )
        yield Hostile("a link to itself", SchemaError, 21, "link-outside", _looped)
        yield Hostile("a pipe as table", UnreadableInputError, 20, "not-a-file", _piped)


def _with_file(file: str) -> Callable[[Path], object]:
    def read(folder: Path) -> object:
        write(write_project(folder) / file, "x")
        return read_facts(folder)

    return read


def _without_table(folder: Path) -> object:
    (write_project(folder) / "funds.csv").unlink()
    return read_facts(folder)


def _linked(file: str) -> Callable[[Path], object]:
    def read(folder: Path) -> object:
        outside = write(folder / "outside.txt", FUNDS + ROW)
        link = write_project(folder / "demo") / file
        link.unlink(missing_ok=True)
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(outside)
        return read_facts(folder / "demo")

    return read


def _looped(folder: Path) -> object:
    link = write_project(folder) / "ledger.csv"
    link.symlink_to(link)
    return read_facts(folder)


def _piped(folder: Path) -> object:
    os.mkfifo(write_project(folder) / "ledger.csv")
    return read_facts(folder)


def _params(name: str, code: str, content: str | bytes) -> Hostile:
    return Hostile(
        name, ParameterError, 2, code, lambda folder: load_params(write(folder / "p.yaml", content))
    )


def _funds(name: str, error: type[JixiaoError], code: str, content: str | bytes) -> Hostile:
    def read(folder: Path) -> object:
        return read_table(write(folder / "funds.csv", content), schemas()["funds"], "万元")

    return Hostile(name, error, error.exit_code, code, read)


def _project(name: str, error: type[JixiaoError], code: str, content: str | bytes) -> Hostile:
    return _facts(name, error, code, project_yaml=content)


def _facts(name: str, error: type[JixiaoError], code: str, **files: str | bytes) -> Hostile:
    return Hostile(
        name, error, error.exit_code, code, lambda folder: read_facts(write_project(folder, **files))
    )
