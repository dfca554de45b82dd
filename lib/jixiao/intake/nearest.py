"""The known name that a mistyped one probably means."""

from collections.abc import Iterable
from difflib import SequenceMatcher


def ranked(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names, the most similar to `name` first.

    Example:
        >>> ranked("recieved", ["spent", "received"])
        ['received', 'spent']
    """
    short = name[:80].casefold()
    return sorted(known, key=lambda other: -SequenceMatcher(None, short, other.casefold()).ratio())


def suggestion(name: str, known: Iterable[str]) -> dict[str, str]:
    """Return the fields ``nearest`` and ``known`` of a sentence about an unknown name."""
    names = list(known)
    return {"nearest": ranked(name, names)[0] if names else "—", "known": ", ".join(names)}
