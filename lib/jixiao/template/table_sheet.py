"""The sheet of one table: what it is about, the unit of its amounts, an example, the headings, the rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from jixiao.catalogue.lines import display_width
from jixiao.intake.schema import Column, Schema
from jixiao.language import text
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.rulebook.rules import role_label
from jixiao.template.cells import put, put_text
from jixiao.template.entry import validation
from jixiao.template.styles import WIDTHS, Styles

TITLE, UNIT, EXAMPLE, HEADING = range(4)
FIRST = HEADING + 1
_EXAMPLE_ROLE = "budget"
_WIDEST = 40


class TableSheet:
    """One sheet in the making.

    Args:
        book: The workbook of xlsxwriter.
        styles: Its formats.
        schema: The table.
        language: Language of sheet, headings and choices.
        roles: Where the words for roles stand, as a formula.
    """

    def __init__(self, book: Any, styles: Styles, schema: Schema, language: str, roles: str) -> None:
        self.sheet = book.add_worksheet(schema.label_in(language))
        self.styles, self.schema, self.language, self.roles = styles, schema, language, roles

    def open(self, unit_cell: str, project_unit: str, own_unit: str) -> None:
        """Write everything above the rows.

        Args:
            unit_cell: The cell that holds the unit of the project, as a formula.
            project_unit: That unit.
            own_unit: The unit of this table if it is another one.
        """
        self._set_up()
        title = text("template.title", self.language, label=self.schema.label_in(self.language),
                     row=self.schema.one_row_in(self.language))  # fmt: skip
        self.sheet.write_string(TITLE, 0, title, self.styles.title)
        if any(column.type == "amount" for column in self.schema.columns.values()):
            self._unit(unit_cell, project_unit, own_unit)
        else:
            self.sheet.set_row(UNIT, 6)
        for at, column in enumerate(self.schema.columns.values()):
            self._column(at, column)

    def fill(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Write the rows."""
        columns = list(enumerate(self.schema.columns.values()))
        for number, row in enumerate(rows, FIRST):
            for at, column in columns:
                style = self.styles.cells[column.type]
                put(self.sheet, number, at, column, row.get(column.name, ""), self.language, style)

    def _set_up(self) -> None:
        sheet = self.sheet
        sheet.freeze_panes(FIRST, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING)
        sheet.set_footer("&C&A  &P/&N")
        sheet.set_row(HEADING, 32)

    def _unit(self, unit_cell: str, project_unit: str, own_unit: str) -> None:
        self.sheet.write_string(UNIT, 0, text("template.unit", self.language), self.styles.plain)
        if own_unit:
            self.sheet.write_string(UNIT, 1, own_unit, self.styles.unit)
        else:
            self.sheet.write_formula(UNIT, 1, unit_cell, self.styles.unit, project_unit)
        units = [text(f"template.choice.money_unit.{unit}", self.language) for unit in YUAN_PER_UNIT]
        self.sheet.data_validation(UNIT, 1, UNIT, 1, {"validate": "list", "source": units})

    def _column(self, at: int, column: Column) -> None:
        sheet, language = self.sheet, self.language
        mark = text("template.required-mark", language) if column.required else ""
        heading = column.words("label", language) + mark
        wide = min(_WIDEST, max(WIDTHS[column.type], display_width(heading) + 2))
        sheet.set_column(at, at, wide, self.styles.cells[column.type])
        sheet.write_string(HEADING, at, heading, self.styles.required if column.required else self.styles.heading)
        sheet.write_comment(HEADING, at, _note(column, language), {"x_scale": 2.2, "y_scale": 1.6, "author": ""})
        put_text(sheet, EXAMPLE, at, self._example(at, column), self.styles.example)
        rules = validation(column, self.schema, at, language, self.roles)
        if rules:
            sheet.data_validation(FIRST, at, 1_048_575, at, rules)

    def _example(self, at: int, column: Column) -> str:
        mark = text("template.example-mark", self.language) if at == 0 else ""
        if column.choices:
            return mark + column.choice_label(column.choices[0], self.language)
        if column.type == "role":
            return mark + role_label(_EXAMPLE_ROLE, self.language)
        return mark + text(f"template.example.{self.schema.name}.{column.name}", self.language)


def _note(column: Column, language: str) -> str:
    need = "required" if column.required else "present" if column.present else "optional"
    told = text("template.note", language, meaning=column.words("meaning", language),
                need=text(f"template.need-{need}", language))  # fmt: skip
    if not column.choices:
        return told
    choices = ", ".join(f"{column.choice_label(choice, language)} = {choice}" for choice in column.choices)
    return f"{told}\n{text('template.note-choices', language, choices=choices)}"
