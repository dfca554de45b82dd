"""What a reader of a written form must be told below it: whose points it shows, and what it lacks."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.forms.filled import Filled
from jixiao.language import text, wording

if TYPE_CHECKING:
    from jixiao.workbook import Workbook

_SPOKEN = "zh"
"""The form is an official one; whatever the language of the program, it is written in Chinese."""
_BETWEEN = "、"


def with_notes(form: Filled, book: "Workbook", project: str, run: str) -> Filled:
    """Return the form of an evaluation with its notes.

    Args:
        form: The form.
        book: The evaluation it was made from.
        project: Name of the project's folder.
        run: Id of the run.
    """
    found = [*_points(form, book), *_missing(form, book)]
    if book.facts.project.synthetic:
        found.append(text("forms.note.synthetic", _SPOKEN))
    return replace(form, notes=(*found, text("forms.note.run", _SPOKEN, project=project, run=run)))


def _points(form: Filled, book: "Workbook") -> Iterator[str]:
    pack = wording(book.pack.node, "label", _SPOKEN)
    computed = [line.name for line in form.lines if not line.is_own and line.score is not None]
    if form.is_own and computed:
        yield text("forms.note.own-partly", _SPOKEN, pack=pack, names=_BETWEEN.join(computed))
    elif form.is_own:
        yield text("forms.note.own", _SPOKEN)
    elif computed:
        yield text("forms.note.computed", _SPOKEN, pack=pack)
    if form.execution is not None:
        yield text("forms.note.execution", _SPOKEN, pack=pack)
    if any(fund.budget_adjusted is None and fund.budget is not None for fund in form.funds):
        yield text("forms.note.initial", _SPOKEN)


def _missing(form: Filled, book: "Workbook") -> Iterator[str]:
    missing = [line.name for line in form.lines if line.score is None and not line.is_dropped]
    if missing:
        yield text("forms.note.missing", _SPOKEN, names=_BETWEEN.join(missing))
    elif form.lines and form.points is None:
        yield text("forms.note.no-total", _SPOKEN, why=book.scores.headline(_SPOKEN))
