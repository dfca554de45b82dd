"""Whether a file that may be a report is a table: most of its lines are cells between tabs."""

from collections import Counter

from jixiao.exceptions import JixiaoError
from jixiao.spreadsheets.text.decoding import decoded

SEEN = 200_000
"""So many bytes at the beginning of a file tell what it is."""
_LEAST_TABS, _LEAST_ROWS = 2, 3


def is_tabbed(data: bytes) -> bool:
    r"""Return whether most lines have the same number of tabs, two at least.

    Args:
        data: The file, or its beginning; the line that was cut is not looked at.

    Example:
        >>> is_tabbed(b"day\tno\tamount\n1\t2\t3\n4\t5\t6\n"), is_tabbed(b"A report.\nWith\ta tab.\n")
        (True, False)
    """
    whole = data if len(data) < SEEN else data[: data.rfind(b"\n") + 1]
    try:
        text = decoded(whole, "")[0]
    except JixiaoError:
        return False
    tabs = [line.count("\t") for line in text.splitlines() if line.strip()]
    number, rows = Counter(tabs).most_common(1)[0] if tabs else (0, 0)
    return number >= _LEAST_TABS and rows >= _LEAST_ROWS and 2 * rows > len(tabs)
