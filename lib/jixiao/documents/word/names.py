"""Names of WordprocessingML and the reading of its attributes."""

from typing import Any

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    """Return the full name of an element or attribute.

    Example:
        >>> w("p")[-3:]
        'n}p'
    """
    return f"{{{_MAIN}}}{name}"


def local(element: Any) -> str:
    """Return the name of an element without its namespace, empty for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(parent: Any, *path: str) -> str | None:
    """Return the attribute ``w:val`` of a descendant given by the names of its path, None if it is not there."""
    found = parent
    for name in path:
        found = None if found is None else found.find(w(name))
    return None if found is None else found.get(w("val"))


def number(words: str | None) -> int | None:
    """Return the whole number of an attribute, None if it is no number of at most nine digits."""
    digits = (words or "").removeprefix("-")
    return int(words or "") if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def switched_on(parent: Any, name: str) -> bool | None:
    """Return the state of a switch such as ``w:vanish``, None if it is not set."""
    found = None if parent is None else parent.find(w(name))
    return None if found is None else found.get(w("val"), "true") not in ("0", "false", "off")
