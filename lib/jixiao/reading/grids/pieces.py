"""Where the tables of a run of rows begin: header rows, headers printed again, tables that stand upright."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.reading.grid import Cell
from jixiao.reading.grids.columns import points_of, role_of_header
from jixiao.reading.grids.headers import is_units, spread
from jixiao.reading.grids.labels import is_blank, row_role

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Piece:
    """The rows of one table, header first."""

    lines: tuple[int, ...]
    header: tuple[Row, ...]
    body: tuple[Row, ...]


def pieces_of(rows: Sequence[tuple[int, Row]]) -> Iterator[Piece]:
    """Yield the tables that a run of rows holds: each header row begins another one."""
    header: list[Row] = []
    body: list[Row] = []
    lines: list[int] = []
    for index, (line, row) in enumerate(rows):
        following = rows[index + 1][1] if index + 1 < len(rows) else ()
        if body and _words(row) in [_words(one) for one in header]:
            # the header is printed again on the next page
            lines.append(line)
            continue
        if is_header(row, following):
            sections = _trailing_sections(body)
            body = body[: len(body) - len(sections)]
            if body and (header or any(cell.figure for cells in body for cell in cells)):
                yield Piece(tuple(lines), spread(tuple(header)), tuple(body))
            if body or sections or (header and not _is_second_header(row)):
                header, body, lines = [], list(sections), []
            header.append(row)
        elif header and not _items(body) and len(header) < 3 and _is_second_header(row):
            header.append(row)
        else:
            body.append(row)
        lines.append(line)
    if body:
        yield Piece(tuple(lines), spread(tuple(header)), tuple(body))


def _words(row: Row) -> list[str]:
    return [cell.text for cell in row]


def heading_of(rows: Sequence[tuple[int, Row]]) -> str:
    """Return the words of the rows above the first header: a caption inside the table."""
    found: list[str] = []
    for _, row in rows[:3]:
        if is_header(row) or any(cell.figure for cell in row):
            break
        found.extend(cell.text for cell in row if cell.text)
    return " ".join(found)


def upright(piece: Piece) -> Piece:
    """Turn a table whose columns are its items: points and scores stand in rows."""
    names = [role_of_header(row[0].text) if row else "" for row in piece.body]
    is_scores = "score" in names and "weight" in names
    is_rates = "rate" in names and "spent" in names and any(name.startswith("budget") for name in names)
    if not piece.header or not (is_scores or is_rates):
        return piece
    rows = (piece.header[-1], *piece.body)
    if len({len(row) for row in rows}) != 1:
        return piece
    columns = tuple(zip(*rows, strict=True))
    return Piece(piece.lines, columns[:1], columns[1:])


def is_header(row: Row, following: Row = ()) -> bool:
    """Return whether a row names columns: words only, two of which are known, or three above a row of numbers."""
    words = [cell for cell in row if not is_blank(cell.text)]
    if any(cell.figure is not None for cell in words) or len(words) < 2:
        return False
    roles = [role_of_header(cell.text) for cell in words]
    known = sum(role != "" for role in roles)
    telling = sum(role not in ("", "label", "level", "serial") for role in roles)
    below = sum(cell.figure is not None for cell in following) >= 2 or _is_second_header(following)
    if any(len(cell.text) > 30 for cell in words) or any(
        row_role(cell.text) in ("total", "part") for cell in words[:1]
    ):
        return False
    if (telling >= 2 or (telling and known >= 3)) and telling * 3 >= len(words):
        return True
    return len(words) >= 3 and below and known >= 1


def _items(body: Sequence[Row]) -> bool:
    return any(len(row) > 1 for row in body)


def _trailing_sections(body: Sequence[Row]) -> tuple[Row, ...]:
    """Return the last rows of one cell with points, such as 绩效指标（90分）: they belong to the table below."""
    count = 0
    while count < len(body) and len(body[-1 - count]) == 1 and points_of(body[-1 - count][0].text):
        count += 1
    return tuple(body[len(body) - count :])


def _is_second_header(row: Row) -> bool:
    if not row:
        return False
    if is_units(row):
        return True
    words = [cell for cell in row if not is_blank(cell.text)]
    return bool(
        len(words) >= 2
        and not row[0].text
        and all(cell.figure is None and len(cell.text) < 12 for cell in words)
    )
