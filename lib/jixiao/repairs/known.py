"""What a function says of a text, kept for texts that come again: a long table has few different ones in a column."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
_MOST, _LONGEST = 50_000, 200


class Known(dict[str, Value]):
    """Looking up a text gives what `find` returns for it; what `find` raises is raised each time.

    Args:
        find: What is known of a text; it depends on nothing else.

    Example:
        >>> lengths = Known(len)
        >>> lengths["ab"], list(lengths)
        (2, ['ab'])
    """

    def __init__(self, find: Callable[[str], Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, text: str) -> Value:
        value = self._find(text)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = value
        return value
