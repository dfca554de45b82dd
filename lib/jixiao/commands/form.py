"""What ``jixiao form`` does: write the official self-evaluation form of one run, outside the run's own folder."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jixiao.exceptions import ParameterError
from jixiao.forms.filled import Filled, filled
from jixiao.forms.notes import with_notes
from jixiao.forms.writing import written
from jixiao.language import text
from jixiao.quantities import show_number
from jixiao.runs.lookup import find_run, project_of
from jixiao.runs.reopening import changed_files, has_same_points, reopen
from jixiao.runs.store import MANIFEST, replace_file, storage_errors
from jixiao.workbook import Workbook

SHOWN_FILES = 5
SUFFIX = ".xlsx"


@dataclass(frozen=True)
class WrittenForm:
    """A form that was written: the run, its project, the file, what stands in the form, and the computed total."""

    run_id: str
    project: str
    file: Path
    form: Filled
    computed: Decimal | None


def write(wanted: str, out: str = "", force: bool = False, current_data: bool = False) -> WrittenForm:
    """Write the form of a run.

    Args:
        wanted: The run, as `jixiao.runs.lookup.find_run` takes it.
        out: Where to; empty for a file in the current folder that is called after the run.
        force: Replace a file that is there.
        current_data: Take the project's data and rules as they are now, even if the run saw others.

    Raises:
        ParameterError: The file exists or may not be written there, or data or rules are not those of the run.
        StorageError: The file cannot be written.
        JixiaoError: The run or the project's data cannot be read.
    """
    run = find_run(wanted)
    file = _target(run, out, force)
    book = reopen(run)
    if not current_data:
        _require_same(run, book)
    form = with_notes(filled(book), book, project_of(run), run.absolute().name)
    with storage_errors():
        replace_file(file, written(form))
    return WrittenForm(run.absolute().name, project_of(run), file, form, book.scores.total)


def told(done: WrittenForm) -> str:
    """Return what was written for a person."""
    return "\n".join([
        text("forms.written", file=done.file.as_posix()),
        text("forms.run", run=done.run_id, project=done.project),
        *_totals(done),
    ])  # fmt: skip


def _totals(done: WrittenForm) -> Iterator[str]:
    """Yield the total that stands in the form; beside one of the unit's own points the one of the run."""
    points = done.form.points
    own = "-own" if done.form.is_own else ""
    yield text("forms.total-none") if points is None else text(f"forms.total{own}", total=show_number(points))
    if own and done.computed is not None:
        yield text("forms.total-computed", total=show_number(done.computed))


def as_json_text(done: WrittenForm) -> str:
    """Return the same for programs."""
    points = done.form.points
    found = {"run_id": done.run_id, "project": done.project, "file": done.file.as_posix(),
             "total": None if points is None else f"{points:f}", "total_is_own": done.form.is_own,
             "computed_total": None if done.computed is None else f"{done.computed:f}",
             "notes": list(done.form.notes)}  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1)


def _target(run: Path, out: str, force: bool) -> Path:
    file = Path(out or text("forms.file", project=project_of(run)))
    if file.suffix.lower() != SUFFIX:
        raise ParameterError("form-suffix", file=file.as_posix(), suffix=SUFFIX)
    if any((folder / MANIFEST).is_file() for folder in file.absolute().parents):
        raise ParameterError("form-into-run", file=file.as_posix())
    if file.is_dir() or (file.exists() and not force):
        raise ParameterError("form-exists", file=file.as_posix())
    return file


def _require_same(run: Path, book: Workbook) -> None:
    params = f"params/{book.params.project}.yaml"
    changed = changed_files(run, book)
    if changed:
        raise ParameterError("form-data-changed", run=run.absolute().name, files=", ".join(changed[:SHOWN_FILES]),
                             number=len(changed), file=params)  # fmt: skip
    if not has_same_points(run, book):
        raise ParameterError("form-rules-changed", run=run.absolute().name, file=params)
