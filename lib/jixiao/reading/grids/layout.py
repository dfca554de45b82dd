"""From rows of cells to tables: where a header stands, where another table begins, what stands under what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.reading.grid import Cell, Grid
from jixiao.reading.grids.columns import rate_of, role_of_header, unit_of_caption, unit_of_header
from jixiao.reading.grids.labels import is_blank, row_role
from jixiao.reading.grids.pieces import Piece, Row, heading_of, pieces_of, upright

NUMERIC = frozenset(
    """rate subtotal average budget_initial budget_adjusted budget allotted received spent plan done weight score price
quantity amount last_year this_year change carry_in income carry_out balance share period deduction""".split()
)
MONEY = frozenset(
    "budget_initial budget_adjusted budget allotted received spent amount change carry_in income carry_out balance "
    "last_year this_year price subtotal period".split()
)
COUNTS = re.compile("人数|户数|台数|件数|座数|面积|次数|个数|得分|人次|里程|人口|数量|月数|天数|名次")
_FUNDS = re.compile(
    "[款费钱]|财政|资金|补助|拨付|拨款|经费|中央|省|市|县|区|级|本级|项目|支出|收入|投资|奖|购置|采购|服务|其中"
)
_MEASURED = re.compile("（(?![^（）]*[元数额款费％%])[\u4e00-\u9fff]{1,4}）$")
_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:度)?(?:（[^）]*）)?")
_LARGEST_IN_TEN_THOUSANDS = 100_000
_CLEARLY = 2
_WORDS = frozenset(("label", "level", "serial", "reason", "grade", "sign", "measure"))


def grids_of(
    rows: Sequence[tuple[int, Row]], caption: str, surface: str, open_end: bool, roles: tuple[str, ...] = ()
) -> Iterator[Grid]:
    """Yield the tables that a run of rows holds: each header row begins another one.

    Args:
        rows: The rows with the index of their line.
        caption: The words printed above the first one.
        surface: How they are printed.
        open_end: Whether the text ends with the last row.
        roles: What the columns hold, where the first row is known to be the header.
    """
    if roles:
        lines, cells = tuple(line for line, _ in rows), tuple(row for _, row in rows)
        yield _grid(Piece(lines, cells[:1] if cells[0] else (), cells[1:]), caption, surface, open_end, roles)
        return
    pieces = [upright(piece) for piece in pieces_of(rows)]
    caption = f"{caption} {heading_of(rows)}"
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        yield _grid(piece, caption, surface, open_end and last)


def _grid(piece: Piece, caption: str, surface: str, open_end: bool, known: tuple[str, ...] = ()) -> Grid:
    width = len(known) or max((len(row) for row in piece.header), default=max(len(row) for row in piece.body))
    names = [_name(piece.header, column) for column in range(width)]
    roles = list(known) or [role_of_header(name) for name in names]
    body = piece.body if known else [aligned(row, roles) for row in piece.body]
    roles = _years(names, roles if known else _demoted(roles, body))
    above = unit_of_caption(caption)
    unit = above or _common_unit(names) or _usual_unit(names, roles, body)
    money = unit.endswith("元") and not MONEY.isdisjoint(roles)
    units = [
        unit_of_header(name) or (unit if takes(role, name, money, bool(above)) else "")
        for name, role in zip(names, roles, strict=True)
    ]
    filled = tuple(
        tuple(
            with_unit(cell, units[column] if column < width else "", roles[column] if column < width else "")
            for column, cell in enumerate(row)
        )
        for row in body
    )
    ends_open = open_end and _breaks_off(piece)
    return Grid(
        (*piece.header, *filled),
        surface,
        len(piece.header),
        unit,
        piece.lines[0],
        piece.lines[-1],
        ends_open,
        tuple(roles),
        (*("header",) * len(piece.header), *_row_roles(filled)),
        caption,
    )


def _name(header: tuple[Row, ...], column: int) -> str:
    return "".join(row[column].text for row in header if column < len(row))


def _years(names: Sequence[str], roles: Sequence[str]) -> list[str]:
    """Return the roles, two years beside a column of growth as last year and this year."""
    found = list(roles)
    growing = any(
        role == "change" or (role == "rate" and rate_of(name) == "growth")
        for name, role in zip(names, roles, strict=True)
    )
    years = [
        (match[1], column)
        for column, name in enumerate(names)
        if (match := _YEAR.fullmatch(name)) and not roles[column]
    ]
    if growing and len(years) == 2:
        (_, first), (_, second) = sorted(years)
        found[first], found[second] = "last_year", "this_year"
    return found


def _usual_unit(names: Sequence[str], roles: Sequence[str], body: Sequence[Row]) -> str:
    """Return 万元 for the official table of funds where no unit is printed: the form is filled in in 万元."""
    amounts = [
        row[column].figure
        for row in body
        for column, role in enumerate(roles)
        if role in MONEY and column < len(row)
    ]
    small = all(
        figure is None or figure.unit or (figure.value or 0) < _LARGEST_IN_TEN_THOUSANDS for figure in amounts
    )
    is_form = (
        "spent" in roles
        and "weight" in roles
        and "score" in roles
        and any(role.startswith("budget") for role in roles)
    )
    return "万元" if is_form and small and not any(map(unit_of_header, names)) else ""


def takes(role: str, name: str, money: bool, is_stated: bool) -> bool:
    """Return whether the unit of a table holds for a column: not for one that counts.

    Args:
        role: The role of the column.
        name: Its header.
        money: Whether the table has columns of amounts.
        is_stated: Whether the unit stands above the table, not in one header.
    """
    if COUNTS.search(name) or (role == "" and _MEASURED.search(name)):
        return False
    return (
        role in MONEY
        or (role == "" and (is_stated or bool(_FUNDS.search(name))))
        or (money and role in ("plan", "done"))
    )


def _common_unit(names: Sequence[str]) -> str:
    """Return the money unit of the only header that names one: it holds for the whole table."""
    found = [unit for unit in map(unit_of_header, names) if unit.endswith("元")]
    return found[0] if len(found) == 1 else ""


def aligned(row: Row, roles: Sequence[str]) -> Row:
    """Return a row with empty cells put in where merged cells left it shorter than the header."""
    if len(row) == 1 or not roles:
        return row
    figures = sum(cell.figure is not None for cell in row)
    if (
        MONEY.isdisjoint(roles)
        and "weight" in roles
        and len(row) + 1 < len(roles)
        and figures < 3
        and (row_role(row[0].text) == "total")
    ):
        return _total_row(row, roles)
    size = max((index + 1 for index, cell in enumerate(row) if cell.text), default=0)
    blank = Cell("", None, row[0].start, row[0].start)
    # a remark behind the last column may have no header of its own
    most = len(roles) - size + bool(size and row[size - 1].figure is None and size == len(roles))
    best = max(range(0, max(0, most) + 1), key=lambda shift: (_fit(row, roles, shift), -shift))
    least = _fit(row, roles, 0) + (_CLEARLY if best > len(roles) - size else 0)
    if best and _fit(row, roles, best) > least:
        return (*(blank,) * best, *row)
    return row


def _total_row(row: Row, roles: Sequence[str]) -> Row:
    """Put points and score of a merged total row under their columns."""
    filled = [cell for cell in row if cell.text]
    blank = Cell("", None, row[0].start, row[0].start)
    found = list((filled[0], *(blank,) * (len(roles) - 1)))
    for cell, role in zip(filled[1:], ("weight", "score"), strict=False):
        if role in roles:
            found[roles.index(role)] = cell
    return tuple(found)


def _fit(row: Row, roles: Sequence[str], shift: int) -> int:
    return sum(
        _cell_fit(cell, roles[index + shift]) for index, cell in enumerate(row) if index + shift < len(roles)
    )


def _cell_fit(cell: Cell, role: str) -> int:
    if is_blank(cell.text):
        return 0
    figure = cell.figure
    if figure is None:
        special = {"sign": "≥≤=<>", "measure": "%"}.get(role, "")
        fits = role in _WORDS or role in ("target", "actual")
        return 2 if special and cell.text in special else 1 if fits else -1 if role in NUMERIC else 0
    if figure.unit == "%" or figure.kind == "rate":
        return 3 if role == "rate" else -3 if role in MONEY or role in ("weight", "score") else 0
    if figure.sign:
        return 2 if role == "target" else -1
    return 1 if role in NUMERIC else -2 if role in ("label", "level") else 0


def _demoted(roles: Sequence[str], body: Sequence[Row]) -> list[str]:
    """Return the roles; a column under the name of an amount that holds words only is one of labels."""
    found = list(roles)
    for column, role in enumerate(roles):
        cells = [row[column] for row in body if column < len(row) and not is_blank(row[column].text)]
        if role in NUMERIC and cells and sum(cell.figure is None for cell in cells) * 2 > len(cells):
            found[column] = "label"
        if (
            role in ("label", "")
            and cells
            and sum(cell.figure is not None for cell in cells) * 3 > len(cells) * 2
        ):
            found[column] = ""
    return found


def with_unit(cell: Cell, unit: str, role: str) -> Cell:
    """Return a cell whose bare number counts in the unit of its column; points in 分."""
    figure = cell.figure
    if figure is None or figure.unit or figure.kind not in ("number", "count", "money"):
        return cell
    if role in ("weight", "score", "deduction"):
        return replace(cell, figure=replace(figure, unit="分", kind="points"))
    if role == "rate" or not unit:
        return cell
    return replace(cell, figure=replace(figure, unit=unit, kind="money" if unit.endswith("元") else "count"))


def _row_roles(body: Sequence[Row]) -> tuple[str, ...]:
    return tuple(_row_role(row) for row in body)


def _row_role(row: Row) -> str:
    """Return what a row is, by the words of its first two cells: 小计 may stand behind the name of the group."""
    found = [row_role(cell.text) for cell in row if cell.text and cell.figure is None][:3]
    return next((role for role in ("subtotal", "average", "total", "part") if role in found), "item")


def _breaks_off(piece: Piece) -> bool:
    last = piece.body[-1]
    words = "".join(cell.text for cell in last)
    width = max((len(row) for row in piece.header), default=0)
    return (
        words.endswith(("…", "...", "略", "续"))
        or len(last) * 2 < width
        or not any(cell.figure for cell in last)
    )
