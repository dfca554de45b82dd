"""Frames derived from the tables of a project: one public function each, its name the frame's name.

Every frame carries the place of what it shows (``_file``, ``_row``, ``_key``, ``_column``) and ``_found``,
the words that a failing row quotes.
"""

from collections.abc import Callable
from types import FunctionType
from typing import TYPE_CHECKING

import pandas as pd

from jixiao.validate.derived import cells, documents, groups, originals, sums

if TYPE_CHECKING:
    from jixiao.validate.frames import Frames

DERIVATIONS: "dict[str, Callable[[Frames], pd.DataFrame]]" = {
    name: function
    for module in (cells, documents, groups, originals, sums)
    for name, function in vars(module).items()
    if isinstance(function, FunctionType) and function.__module__ == module.__name__ and name[0] != "_"
}
