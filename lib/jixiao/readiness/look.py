"""Look at a project as it stands: a light per table, per indicator and for the score, and the most useful steps."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.exceptions import JixiaoError
from jixiao.folders import find_workbook
from jixiao.intake.params import Params, load_params
from jixiao.language import text
from jixiao.readiness.blanks import files_of
from jixiao.readiness.broken import of_broken
from jixiao.readiness.indicators import of_indicators
from jixiao.readiness.light import ABSENT, BROKEN, PARTLY, READY, Light, Step, merged
from jixiao.readiness.points import GROUP as POINTS_GROUP
from jixiao.readiness.points import TOTAL_GROUP, of_points, of_total
from jixiao.readiness.tables import is_needed, of_tables
from jixiao.run import read_inputs
from jixiao.workbook import Workbook

MOST_STEPS = 5
# Without a total there is no grade and no conclusion: what stands in its way comes first.
_WEIGHT = {TOTAL_GROUP: 10}


@dataclass(frozen=True)
class Readiness:
    """What can be computed from a project.

    Attributes:
        project: Its name under ``data/``.
        name: What it is called.
        params: The parameters of a run, as text.
        lights: One per table, indicator and score, in their order.
        unneeded: Tables that nothing of the project asks for.
        refused: The error for which nothing can be computed; None if the input can be read.
        language: The language of all sentences.
        files: Where each table stands or would be filled in.
    """

    project: str
    name: str
    params: Mapping[str, str]
    lights: tuple[Light, ...]
    unneeded: tuple[str, ...] = ()
    refused: JixiaoError | None = None
    language: str = "zh"
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0 if a run can start, else the code of the error."""
        return self.refused.exit_code if self.refused else 0

    def of(self, group: str) -> tuple[Light, ...]:
        """Return the lights of one group."""
        return tuple(light for light in self.lights if light.group == group)

    def count(self, state: str) -> int:
        """Return how many lights are in `state`."""
        return sum(light.state == state for light in self.lights)

    @property
    def summary(self) -> str:
        """How many lights are in each state, as a sentence."""
        if self.refused:
            return text("readiness.summary-broken", self.language, number=self.count(BROKEN))
        counts = {state: self.count(state) for state in (READY, PARTLY, ABSENT)}
        return text("readiness.summary", self.language, **counts)

    @property
    def steps(self) -> tuple[tuple[Step, int], ...]:
        """The most useful steps, each with the number of lights that it helps."""
        return useful(self.lights)

    def sentence(self, step: Step) -> str:
        """Return what to do, and in which file."""
        return step.sentence(self.language, self.files)


def look(path: Path, overrides: Mapping[str, str] | None = None, language: str = "zh") -> Readiness:
    """Return what can be computed with the parameter file `path`; nothing is run and nothing is written.

    Args:
        path: ``params/<project>.yaml`` of a workbook.
        overrides: Parameters that replace those of the file, as text.
        language: The language of the sentences, ``zh`` or ``en``.

    Raises:
        JixiaoError: The parameters cannot be used, or there is no such project. What is wrong with the files of
            the project is told by their lights.
    """
    workbook = find_workbook(path.parent, Path.cwd())
    given = load_params(path, overrides or {})
    folder = workbook / "data" / given.project
    try:
        values, facts = read_inputs(path, overrides or {}, workbook)
        # Reasons are worded when something is computed: here in the language of the console, not of the report.
        book = Workbook(Params.from_values(**values | {"language": language}), facts)
    except JixiaoError as error:
        if not (folder / "project.yaml").is_file():
            raise
        return Readiness(given.project, given.project, {}, tuple(of_broken(folder, error, language)), (), error,
                         language)  # fmt: skip
    return ready(book, language)


def ready(book: Workbook, language: str) -> Readiness:
    """Return what can be computed from an open workbook, by the same stages that a run uses."""
    lights = (*of_tables(book, language), *of_indicators(book, language), *of_points(book, language),
              of_total(book, language))  # fmt: skip
    unneeded = tuple(name for name in ("elements", "survey", "judgements")
                     if name not in book.facts.filled and not is_needed(name, book))  # fmt: skip
    values = {name: "" if value is None else str(value) for name, value in book.params.model_dump(mode="json").items()}
    return Readiness(book.params.project, book.facts.project.called(language), values, lights, unneeded, None, language,
                     files_of(book.facts, language))  # fmt: skip


def useful(lights: Iterable[Light]) -> tuple[tuple[Step, int], ...]:
    """Return the steps that help the most lights, at most `MOST_STEPS`, each with their number."""
    waiting = [light for light in lights if light.state != READY]
    worth: Counter[tuple[str, str, str]] = Counter()
    helped: Counter[tuple[str, str, str]] = Counter()
    for light in waiting:
        for subject in {step.subject for step in light.steps}:
            worth[subject] += _WEIGHT.get(light.group, 1)
            helped[subject] += 1
    known = {light.id for light in waiting if light.group == POINTS_GROUP and light.steps}
    # What each indicator lacks is told by itself; that it lacks something is no further step.
    steps = [step for step in merged(step for light in waiting for step in light.steps)
             if step.key != "complete" or not known.issuperset(step.names)]  # fmt: skip
    best = sorted(steps, key=lambda step: -worth[step.subject])
    return tuple((step, helped[step.subject]) for step in best[:MOST_STEPS])
