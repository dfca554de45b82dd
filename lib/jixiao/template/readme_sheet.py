"""The sheet of explanations, with the words for the roles of stated figures."""

from typing import Any

from jixiao.language import text
from jixiao.rulebook.rules import role_label, roles
from jixiao.template.styles import Styles


def add_readme(book: Any, styles: Styles, language: str) -> str:
    """Add the sheet and return where the words for roles stand, as a formula."""
    name = text("template.readme", language)
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 60)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, text("template.read.heading", language), styles.title)
    lines = text("template.read.how", language).strip().splitlines()
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line, styles.plain)
    first = len(lines) + 3
    sheet.write_string(first - 1, 0, text("template.read.roles", language), styles.heading)
    for row, role in enumerate(roles(), first):
        sheet.write_string(row, 0, role_label(role, language), styles.plain)
        sheet.write_string(row, 1, role, styles.plain)
    return f"='{name}'!$A${first + 1}:$A${first + len(roles())}"
