"""Lines: how a derived frame is made from rows of the facts."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from jixiao.intake.tables import Row
from jixiao.validate.frames import COLUMN_OF_TYPE, places_of, text_column


class Line(NamedTuple):
    """One row of a derived frame.

    Attributes:
        row: The row of the facts that it points at.
        found: The words that a failing row quotes.
        values: The values compared, by column.
    """

    row: Row
    found: str
    values: dict[str, Any]


def framed(lines: Iterable[Line], **kinds: str) -> pd.DataFrame:
    """Return `lines` as a frame whose value columns have the given kinds, also when there are no lines."""
    lines = list(lines)
    columns = places_of(line.row for line in lines)
    columns["_found"] = text_column([line.found for line in lines])
    for name, kind in kinds.items():
        columns[name] = COLUMN_OF_TYPE[kind]([line.values[name] for line in lines])
    return pd.DataFrame(columns).assign(_column="")
