"""What differs between a project and its version before: files, rows of its tables, keys of project.yaml."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jixiao.creating.deciding import MAPPING
from jixiao.creating.making import digest, files_of
from jixiao.creating.model import Change
from jixiao.exceptions import JixiaoError
from jixiao.intake import limits
from jixiao.intake.encoding import decode
from jixiao.intake.facts import PROJECT_FILE
from jixiao.intake.files import read_bytes
from jixiao.intake.schema import schemas
from jixiao.intake.strict_yaml import load
from jixiao.intake.trail import FOLDER

EXAMPLES = 3
Entries = Mapping[str, Mapping[str, str]]
"""Key of a row to its cells by column; of project.yaml its keys as rows of one cell without a column."""


def changes(before: Path, after: Path) -> tuple[Change, ...]:
    """Return what becomes of each file of a project, of a table also of its rows.

    The files of ``intake/`` that only tell how the project was made are left out, but not its decisions.

    Args:
        before: The folder of the version before; nothing is there for a new project.
        after: The folder of the new version.
    """
    return tuple(_changes(before, after))


def _changes(before: Path, after: Path) -> Iterator[Change]:
    old, new = set(files_of(before)), set(files_of(after))
    for file in sorted(old | new):
        if file.startswith(f"{FOLDER}/") and file != MAPPING:
            continue
        if file not in old or file not in new:
            yield Change(file, "new" if file in new else "gone", _size(file, (after if file in new else before) / file))
        elif digest(before / file) != digest(after / file):
            yield _changed(file, before / file, after / file)


def _size(file: str, path: Path) -> dict[str, int]:
    return {"rows": len(_entries(path))} if _is_table(file) else {}


def _changed(file: str, before: Path, after: Path) -> Change:
    if not _is_table(file) and file != PROJECT_FILE:
        return Change(file, "changed", {})
    found = list(_differences(_entries(before), _entries(after)))
    examples: dict[str, list[tuple[str, str, str, str]]] = {}
    for difference in found:
        examples.setdefault(difference[0], []).append(difference)
    shown = tuple(one for kind in examples.values() for one in kind[:EXAMPLES])
    return Change(file, "changed", Counter(kind for kind, *_ in found), shown)


def _differences(before: Entries, after: Entries) -> Iterator[tuple[str, str, str, str]]:
    for key, found in after.items():
        if key not in before:
            yield "added", key, "", _told(found, found)
        elif before[key] != found:
            differing = [name for name in {**before[key], **found} if before[key].get(name) != found.get(name)]
            yield "changed", key, _told(before[key], differing), _told(found, differing)
    for key, lost in before.items():
        if key not in after:
            yield "removed", key, _told(lost, lost), ""


def _told(cells: Mapping[str, str], columns: Iterable[str]) -> str:
    return " ".join(f"{name} {cells.get(name, '')}".strip() for name in columns if cells.get(name))


def _is_table(file: str) -> bool:
    return file.removesuffix(".csv") in schemas() and file.endswith(".csv")


def _entries(path: Path) -> Entries:
    """Return the rows of a table or the keys of project.yaml; nothing of a file that a person made unreadable."""
    try:
        if path.name == PROJECT_FILE:
            return {key: {"": _plain(value)} for key, value in load(path)[0].items()}
        return dict(_rows(path))
    except JixiaoError:
        return {}


def _plain(value: object) -> str:
    return ", ".join(f"{key} {inner}" for key, inner in value.items()) if isinstance(value, dict) else str(value)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield key and cells of each row; of rows with one key the later ones are numbered."""
    text, _ = decode(read_bytes(path, limits.TABLE_BYTES), path.name)
    columns, seen = schemas()[path.stem].key, Counter[str]()
    for row in csv.DictReader(io.StringIO(text, newline=""), restkey="", restval=""):
        cells = {name: cell for name, cell in row.items() if name}
        key = "/".join(cells.get(name, "") for name in columns)
        seen[key] += 1
        yield (f"{key} ({seen[key]})" if seen[key] > 1 else key), cells
