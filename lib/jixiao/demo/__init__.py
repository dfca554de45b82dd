"""Write the synthetic demonstration project, the same bytes for the same seed."""

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from random import Random

from jixiao.demo import ledger

CODE = "demo-synthetic-2024"
TABLES = ("funds", "indicators", "elements", "survey", "stated", "evidence", "judgements")
# The file of this document is changed after it was registered: a planted defect.
CHANGED = "E12"
CHANGE = "（登记后修改过一行）\n"


def write_demo(root: Path, seed: int = 2024) -> None:
    """Write ``data/demo-synthetic-2024/`` and ``params/demo-synthetic-2024.yaml`` below `root`.

    All content is invented and says so. The defects that are in it on purpose, each with the rule that has to
    find it, are listed in ``planted.key.csv``, which is not part of the project's facts.

    Args:
        root: The workbook's folder; files that are there are replaced, others stay.
        seed: Start of the random numbers that the ledger is drawn with.
    """
    for name, text in demo_files(seed).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def demo_files(seed: int = 2024) -> Mapping[str, str]:
    """Return every file of the project by its path below the workbook's folder.

    Example:
        >>> demo_files() == demo_files(2024), demo_files() == demo_files(2025)
        (True, False)
    """
    content, documents = _toml("tables.toml"), _toml("documents.toml")
    lines = ledger.draw(Random(seed))
    content["evidence"] = _registered(content["evidence"], documents)
    content["planted"] = content["planted"].format_map(ledger.defects(lines))
    names = {"project.yaml": content["project"], "ledger.csv": _csv(line.row() for line in lines)}
    names |= {f"{table}.csv": content[table] for table in TABLES}
    names |= {"planted.key.csv": content["planted"]}
    names |= {f"sources/{name}": _as_found(name, text) for name, text in documents.items()}
    params = {f"params/{CODE}.yaml": content["params"]}
    return {f"data/{CODE}/{name}": text for name, text in names.items()} | params


def _toml(name: str) -> dict[str, str]:
    return tomllib.loads(files("jixiao.demo").joinpath(name).read_text(encoding="utf-8"))


def _registered(evidence: str, documents: Mapping[str, str]) -> str:
    """Fill in the digests of the documents as they were when they were registered."""
    lines = []
    for line in evidence.splitlines():
        name = next((name for name in documents if f"sources/{name}," in line), "")
        digest = sha256(documents[name].encode()).hexdigest() if name else ""
        lines.append(line.format(sha256=digest))
    return "\n".join(lines) + "\n"


def _as_found(name: str, text: str) -> str:
    return text + CHANGE if name.startswith(CHANGED) else text


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([ledger.COLUMNS, *rows])
    return written.getvalue()
