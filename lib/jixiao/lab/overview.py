"""The projects of a workbook on its start page: what can be computed, and the latest report of each."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

from jixiao.exceptions import JixiaoError
from jixiao.folders import find_workbook
from jixiao.intake.book import FILE as BOOK
from jixiao.intake.facts import PROJECT_FILE
from jixiao.language import preferred, text
from jixiao.readiness import BROKEN, PARTLY, READY, Readiness, look
from jixiao.runs.lookup import find_run

DESCRIBED = (PROJECT_FILE, BOOK)
REPORTS = ("report.html", "report.pdf", "registers/findings.csv")


class Overview:
    """One row per parameter file: the project, its light, what comes next, its latest reports.

    Args:
        workbook: The folder of the workbook.
        base: The folder that links start from, as the page has it.
        language: ``zh`` or ``en``.
    """

    def __init__(self, workbook: Path, base: str, language: str) -> None:
        self.workbook, self.base, self.language = workbook, base, language
        self.rows = [self._row(path) for path in sorted((workbook / "params").glob("*.yaml"))]

    def __repr__(self) -> str:
        return "\n".join("  ".join(words for cell in row for words, _ in cell) for row in self.rows)

    def _repr_html_(self) -> str:
        labels = (self._say(f"column.{name}") for name in ("params", "project", "light", "next", "report"))
        head = "".join(f'<th scope="col" style="text-align:left">{escape(label)}</th>' for label in labels)
        body = "".join("<tr>" + "".join(f'<td style="text-align:left">{_cell(cell)}</td>' for cell in row) + "</tr>"
                       for row in self.rows)  # fmt: skip
        return f"<table><tr>{head}</tr>{body}</table>"

    def _row(self, path: Path) -> list[list[tuple[str, str]]]:
        file = [(path.name, self._link("params", path.name))]
        try:
            found = look(path, language=self.language)
        except JixiaoError as error:
            light = text(f"readiness.state.{BROKEN}", self.language)
            return [file, [], [(light, "")], [(error.message(self.language).strip(), "")], []]
        described = next((name for name in DESCRIBED if (self.workbook / "data" / found.project / name).is_file()), "")
        return [file, [(found.name, self._link("data", found.project, described))], [(self._light(found), "")],
                [(self._next(found, path), "")], list(self._reports(path, found))]  # fmt: skip

    def _light(self, found: Readiness) -> str:
        state = BROKEN if found.refused else READY if found.count(READY) == len(found.lights) else PARTLY
        return f"{text(f'readiness.state.{state}', self.language)}{self._say('colon')}{found.summary}"

    def _next(self, found: Readiness, path: Path) -> str:
        step = found.sentence(found.steps[0][0]) if found.steps else ""
        return f"{step}\njixiao check params/{path.name}" if step else f"jixiao run params/{path.name}"

    def _reports(self, path: Path, found: Readiness) -> Iterator[tuple[str, str]]:
        try:
            run = find_run(str(path))
        except JixiaoError:
            yield f"{self._say('not-run')} jixiao run params/{path.name}", ""
            return
        for name in REPORTS:
            if (run / "core" / name).is_file():
                yield name.rpartition("/")[2], self._link("outputs", found.project, run.name, "core", *name.split("/"))
        yield run.name, ""

    def _link(self, *parts: str) -> str:
        return "/".join((self.base, *map(quote, parts)))

    def _say(self, key: str) -> str:
        return text(f"lab.{key}", self.language)


def overview() -> Overview:
    """Return the projects of the workbook that the page belongs to, in the language of the console.

    Raises:
        UnreadableInputError: The page does not lie in a workbook.
    """
    here = Path.cwd()
    workbook = find_workbook(here)
    above = len(here.relative_to(workbook).parts)
    return Overview(workbook, "/".join([".."] * above) or ".", preferred())


def _cell(parts: list[tuple[str, str]]) -> str:
    shown = (f'<a href="{escape(link)}">{escape(words)}</a>' if link else escape(words).replace("\n", "<br>")
             for words, link in parts)  # fmt: skip
    return "<br>".join(shown)
