"""What stands in merged cells beside their first one: nobody sees it, so it is noted and not read."""

from collections.abc import Iterator, Sequence

from jixiao.spreadsheets.areas import Areas
from jixiao.spreadsheets.model import Area
from jixiao.spreadsheets.stored import Store, StoredRows

# Areas side by side in one row; more overlap each other, and no office program writes them.
_ACTIVE = 600


def uncovered(rows: StoredRows, merged: Sequence[Area], store: Store, noted: Areas) -> StoredRows:
    """Return the rows without what merged cells cover.

    Args:
        rows: The rows.
        merged: The merged areas.
        store: An empty one, which takes the rows if any of them changes.
        noted: Takes a note about each covered cell.

    Raises:
        LimitError: As for `Store.add`.
    """
    areas = sorted((area for area in merged if area.top <= rows.count and area.left <= rows.width),
                   key=lambda area: (area.top, area.left), reverse=True)  # fmt: skip
    if not areas or not any(True for _ in _covered(rows, list(areas))):
        return rows
    found = set()
    for row, column, words in _covered(rows, areas):
        noted.add("covered-cell", row, column, words)
        found.add((row, column))
    for number, cells in rows:
        store.add(number, ["" if (number, column) in found else words for column, words in enumerate(cells, 1)])
    return store.rows()


def _covered(rows: StoredRows, areas: list[Area]) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of each covered cell; takes the areas off the end of the list."""
    active: list[Area] = []
    for number, cells in rows:
        while areas and areas[-1].top <= number and len(active) < _ACTIVE:
            active.append(areas.pop())
        active = [area for area in active if area.bottom >= number]
        for area in active:
            for column in range(area.left, min(area.right, len(cells)) + 1):
                is_first = (number, column) == (area.top, area.left)
                if cells[column - 1] and not cells[column - 1].isspace() and not is_first:
                    yield number, column, cells[column - 1]
