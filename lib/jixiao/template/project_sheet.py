"""The sheet about the project: one line per key of project.yaml, its value, its meaning."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jixiao.intake.book.project_keys import YES_NO, choices, keys
from jixiao.intake.project import Project
from jixiao.language import text
from jixiao.template.cells import put_text
from jixiao.template.styles import Styles

TITLE, HEADING, FIRST = range(3)
_UNIT, _DEFAULT_UNIT = "money_unit", "万元"
_WIDTHS = (22, 44, 60)


class ProjectSheet:
    """The sheet in the making.

    Args:
        book: The workbook of xlsxwriter.
        styles: Its formats.
        language: Language of sheet, labels and choices.

    Attributes:
        unit: The unit of money of the project.
    """

    def __init__(self, book: Any, styles: Styles, language: str) -> None:
        self.name = text("template.project", language)
        self.sheet = book.add_worksheet(self.name)
        self.styles, self.language, self.unit = styles, language, _DEFAULT_UNIT

    @property
    def unit_cell(self) -> str:
        """The cell with the unit of money, as a formula."""
        return f"='{self.name}'!$B${FIRST + keys().index(_UNIT) + 1}"

    def fill(self, project: Mapping[str, Any]) -> None:
        """Write a line per key; the unit of money is never empty."""
        self.unit = str(project.get(_UNIT) or _DEFAULT_UNIT)
        self._set_up()
        for row, key in enumerate(keys(), FIRST):
            self._line(row, key, _written(self.unit if key == _UNIT else project.get(key)))

    def _set_up(self) -> None:
        sheet, language = self.sheet, self.language
        sheet.write_string(TITLE, 0, self.name, self.styles.title)
        for at, (name, wide) in enumerate(zip(("item", "value", "meaning"), _WIDTHS, strict=True)):
            sheet.set_column(at, at, wide)
            sheet.write_string(HEADING, at, text(f"template.head-{name}", language), self.styles.heading)
        sheet.freeze_panes(FIRST, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _line(self, row: int, key: str, value: str) -> None:
        sheet, language = self.sheet, self.language
        required = Project.model_fields[key].is_required()
        mark = text("template.required-mark", language) if required else ""
        label = text(f"template.key.{key}", language) + mark
        sheet.write_string(row, 0, label, self.styles.required if required else self.styles.heading)
        sheet.write_string(row, 2, text(f"template.meaning.{key}", language), self.styles.wrapped)
        known = {choice: text(f"template.choice.{key}.{choice}", language) for choice in choices(key)}
        if known:
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(known.values())})
        sheet.write_blank(row, 1, None, self.styles.entry)
        if value:
            put_text(sheet, row, 1, known.get(value, value), self.styles.entry)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return YES_NO[not value]
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
