"""From the cells of a source's row to those of the project's table: what is put together, split or made."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jixiao.importing.cellwork import CellWork
from jixiao.importing.model import TablePlan
from jixiao.importing.taking import Cells, Found
from jixiao.importing.targets import indicator_cells

TARGET_CELLS = ("kind", "operator", "target", "actual", "unit", "target_date", "actual_date")
SPLIT = "target-split"
_GRADES = 5


@dataclass
class Context:
    """What the rows of one project table share, from whatever source they come.

    Attributes:
        work: Brings cells into their form.
        year: The fiscal year.
        has_survey: The project has a survey.
        lines: Number of lines of each voucher so far.
        ids: Ids that are taken.
        count: Number of rows so far.
    """

    work: CellWork
    year: str = ""
    has_survey: bool = False
    lines: Counter[str] = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)
    count: int = 0


def indicator(cells: Cells, plan: TablePlan, context: Context) -> None:
    """Split the target of an indicator into operator, number and unit, decide its kind, and number it."""
    if "kind" not in cells:
        _split(cells, context)
    _numbered(cells, "indicator_id", "I", context)


def evidence(cells: Cells, plan: TablePlan, context: Context) -> None:
    """Number a document."""
    _numbered(cells, "evidence_id", "E", context)


def survey(cells: Cells, plan: TablePlan, context: Context) -> None:
    """Join the numbers of answers of each grade, the best first."""
    if plan.made.get("distribution"):
        grades = [cells.pop(part) for grade in range(1, _GRADES + 1) if (part := f"distribution.{grade}") in cells]
        cells["distribution"] = Found("|".join(grade.text.strip() or "0" for grade in grades))
        cells["scale"] = Found(str(len(grades)))
    if plan.made.get("batch"):
        cells["batch"] = Found(f"B{plan.number}")


def _split(cells: Cells, context: Context) -> None:
    words = {name: cells[name].text if name in cells else "" for name in ("level1", "level2", "name", *TARGET_CELLS)}
    texts = (words[name] for name in ("level1", "level2", "name", "target", "actual"))
    found = indicator_cells(*texts, unit=words["unit"], sign=words["operator"], has_survey=context.has_survey,
                            year=context.year)  # fmt: skip
    for name in TARGET_CELLS:
        if name in ("target_date", "actual_date") and name in cells and not found[name]:
            continue
        before = cells.get(name)
        if before is None:
            cells[name] = Found(found[name])
        elif before.text.strip() != found[name]:
            cells[name] = Found(found[name], before.column, before.found, (*before.rules, SPLIT))


def _numbered(cells: Cells, name: str, letter: str, context: Context) -> None:
    if name in cells:
        context.ids.add(cells[name].text.strip())
        return
    while (made := f"{letter}{context.count + 1:02d}") in context.ids:
        context.count += 1
    context.count += 1
    cells[name] = Found(made)


Shape = Callable[[Cells, TablePlan, Context], None]


def shapes() -> Mapping[str, Shape]:
    """Return what is done to the rows of a table, for the tables that need it."""
    from jixiao.importing.ledger import ledger_line

    return {"indicators": indicator, "evidence": evidence, "survey": survey, "ledger": ledger_line}
