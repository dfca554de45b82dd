"""One run: four pages executed by papermill, proved, made canonical, exported and committed at once."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.exceptions import EXIT_FINDINGS, CellError, DeadlineError, ParameterError, UnreadableInputError
from jixiao.folders import find_workbook

if TYPE_CHECKING:
    from jixiao.intake.facts import Facts

DEADLINE_SECONDS = 900.0
FORMATS = ("html", "pdf")
SEVERITIES = ("high", "medium", "low")
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class RunResult:
    """What a run found, and where it lies."""

    run_id: str
    project: str
    language: str
    folder: Path
    core_digest: str
    score: str | None
    reason: str
    is_indicative: bool
    findings: Mapping[str, int]
    worst: tuple[str, ...]
    reports: tuple[Path, ...]
    seconds: float
    open_entries: int = 0

    @property
    def is_draft(self) -> bool:
        """Whether entries must be supplied before the report can be final."""
        return self.open_entries > 0

    def exit_code(self, fail_on: str | None) -> int:
        """Return 10 if there is a finding of severity `fail_on` or worse, else 0."""
        return _exit_code(self.findings, fail_on)


def run_project(
    params_path: Path, overrides: Mapping[str, str] | None = None, *, formats: Sequence[str] = FORMATS,
    deadline: float = DEADLINE_SECONDS, wait_for_lock: bool = False, fail_on: str | None = None,
    progress: Progress | None = None,
) -> RunResult:  # fmt: skip
    """Execute the pages for one parameter file and commit one run folder.

    Args:
        params_path: ``params/<project>.yaml`` of a workbook.
        overrides: Parameters that replace those of the file, as text.
        formats: Formats of the report, of ``html`` and ``pdf``.
        deadline: Seconds after which the run is ended.
        wait_for_lock: Wait while another run of the project is in progress.
        fail_on: Severity from which findings make the exit code 10; only recorded here.
        progress: Called with name and seconds of each page when it is done.

    Returns:
        The headline of the run and its paths.

    Raises:
        JixiaoError: With the exit code of what went wrong; earlier runs are untouched.
    """
    workbook = find_workbook(Path(params_path).parent, Path.cwd())
    values, facts = read_inputs(Path(params_path), overrides or {}, workbook)
    job = Job(workbook, values, facts.folder, facts.digests, tuple(formats), deadline, fail_on, progress)
    return job.run(wait_for_lock)


def read_inputs(path: Path, overrides: Mapping[str, str], workbook: Path) -> tuple[dict[str, str], "Facts"]:
    """Return the parameters of a run, the day of the rules settled, and the facts of its project.

    Raises:
        JixiaoError: One of them cannot be read, or the rule pack is not in force on that day.
    """
    from jixiao.intake.facts import read_facts
    from jixiao.intake.params import load_params
    from jixiao.rulebook.packs import require_packs
    from jixiao.rulebook.rules import load_rules

    params = load_params(path, overrides)
    facts = read_facts(workbook / "data" / params.project)
    params = params.dated(facts.project.fiscal_year)
    require_packs(params)
    load_rules(params.rules_as_of, facts)
    return as_text(params), facts


def page_files(workbook: Path) -> list[Path]:
    """Return the notebooks of a workbook in their order.

    Raises:
        UnreadableInputError: There is none.
    """
    pages = sorted((workbook / "notebooks").glob("[0-9]_*.ipynb"))
    if not pages:
        raise UnreadableInputError("no-pages")
    return pages


def as_text(params: Any) -> dict[str, str]:
    """Return all parameters, defaults included, as text: the only form that papermill cannot misread."""
    values = params.model_dump(mode="json")
    return {name: "" if value is None else str(value) for name, value in values.items()}


@dataclass(frozen=True)
class Job:
    """Everything one run needs to know."""

    workbook: Path
    values: Mapping[str, str]
    data: Path
    digests: Mapping[str, str]
    formats: tuple[str, ...]
    deadline: float
    fail_on: str | None
    progress: Progress | None

    @property
    def root(self) -> Path:
        """Folder of the project's runs."""
        return self.workbook / "outputs" / self.values["project"]

    def run(self, wait_for_lock: bool) -> RunResult:
        """Run under the lock, with a stage that vanishes unless it is committed."""
        from jixiao.runs.interrupt import uninterruptible
        from jixiao.runs.lock import locked
        from jixiao.runs.record import Record
        from jixiao.runs.store import Stage, make_folder, storage_errors, sweep

        if self.deadline <= 0:
            raise ParameterError("deadline-not-positive", found=f"{self.deadline:g}")
        record = Record()
        with storage_errors():
            make_folder(self.root)
        with locked(self.root, wait=wait_for_lock):
            sweep(self.root)
            with Stage(self.root) as stage:
                result = self.fill(stage, record)
                if record.elapsed() > self.deadline:
                    raise DeadlineError("deadline-passed", page="-", seconds=f"{self.deadline:g}")
                with uninterruptible():
                    stage.commit(result.run_id)
        return result

    def fill(self, stage: Any, record: Any) -> RunResult:
        """Execute the pages and write everything but the manifest."""
        from jixiao.runs import contents
        from jixiao.runs.canonical import canonicalise
        from jixiao.runs.exporting import reports

        pages = self.execute(record)
        books = {page.name: canonicalise(page.notebook) for page in pages}
        tables = contents.collect_registers(books)
        report = books[pages[-1].name]
        document = contents.find_document(report)
        if self.formats and not document:
            raise CellError("document-missing", page=pages[-1].name)
        for part in (
            contents.notebooks(books), contents.registers(tables),
            contents.figures(document) if document else (),
            contents.parameters(self.values), contents.inputs(self.data, self.digests),
            reports(report, self.formats),
        ):  # fmt: skip
            for name, content in part:
                stage.write(name, content)
        record.note("exported", formats=list(self.formats))
        result = self.result(stage, pages[-1].seal, tables, record)
        self.write_record(stage, record, result, pages, books)
        return result

    def execute(self, record: Any) -> list[Any]:
        """Execute all pages."""
        from jixiao.engines.execution import execute_pages
        from jixiao.runs.exporting import prepare

        return execute_pages(
            page_files(self.workbook), self.values, self.workbook, self.deadline, record, self.progress,
            meanwhile=lambda: prepare(self.formats),
        )  # fmt: skip

    def result(self, stage: Any, seal: Mapping[str, Any], tables: Any, record: Any) -> RunResult:
        """Return the headline of the run."""
        headline = seal.get("headline") or {}
        run_id = stage.next_id(record.started)
        counts, worst = count_findings(tables.get("findings"))
        folder = self.root / run_id
        return RunResult(
            run_id, self.values["project"], self.values["language"], folder, stage.core_digest(), headline.get("score"),
            headline.get("reason", ""), has_data_errors(tables.get("findings")), counts, worst,
            tuple(folder / "core" / f"report.{name}" for name in self.formats), record.elapsed(),
            count_open_entries(tables.get("findings")),
        )  # fmt: skip

    def write_record(self, stage: Any, record: Any, result: RunResult, pages: list[Any], books: Any) -> None:
        """Write the volatile half of the run folder."""
        from jixiao.runs.canonical import VERSION, to_json

        told = record.summary(
            result.run_id, result.core_digest, exit_code=result.exit_code(self.fail_on),
            is_draft=result.is_draft, open_entries=result.open_entries,
            canonical_version=VERSION, deadline=self.deadline, formats=list(self.formats),
        )  # fmt: skip
        stage.write("run/run.json", to_json(told))
        stage.write("run/removed.json", to_json({name: book.removed for name, book in books.items()}))
        for page in pages:
            if page.stderr:
                stage.write(f"run/stderr/{page.name}.txt", page.stderr.encode("utf-8"))
        lines = (json.dumps(event, sort_keys=True, ensure_ascii=False) for event in record.events)
        stage.write("run/log.jsonl", "".join(f"{line}\n" for line in lines).encode("utf-8"))


def count_findings(register: Mapping[str, Any] | None) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the number of findings of each severity, and the titles of the three worst."""
    if register is None:
        return dict.fromkeys(SEVERITIES, 0), ()
    severity, title = (register["columns"].index(name) for name in ("severity", "title"))
    rows = [row for wanted in SEVERITIES for row in register["rows"] if row[severity] == wanted]
    counts = {wanted: sum(row[severity] == wanted for row in rows) for wanted in SEVERITIES}
    return counts, tuple(row[title] for row in rows[:3])


def has_data_errors(register: Mapping[str, Any] | None) -> bool:
    """Return whether a finding of high severity says that the data are wrong; the score is then indicative."""
    if register is None or "kind" not in register["columns"]:
        return False
    from jixiao.finding import weakens_score

    severity, kind = (register["columns"].index(name) for name in ("severity", "kind"))
    return any(weakens_score(row[kind], row[severity]) for row in register["rows"])


def count_open_entries(register: Mapping[str, Any] | None) -> int:
    """Return how many entries the findings ask for before the report can be final."""
    if register is None or "gaps" not in register["columns"]:
        return 0
    at = register["columns"].index("gaps")
    return sum(int(row[at]) for row in register["rows"])


def _exit_code(findings: Mapping[str, int], fail_on: str | None) -> int:
    worse = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on else ()
    return EXIT_FINDINGS if any(findings[severity] for severity in worse) else 0
