"""The known name that a mistyped one probably means."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

# Below this similarity a suggestion would lead astray.
NEAR = 0.6


def ranked(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names, the most similar to `name` first.

    Example:
        >>> ranked("recieved", ["spent", "received"])
        ['received', 'spent']
    """
    return sorted(known, key=lambda other: -_similarity(name, other))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that `name` probably means, nothing if none is near.

    Example:
        >>> nearest("recieved", ["spent", "received"]), nearest("remarks", ["spent", "received"])
        ('received', None)
    """
    first = next(iter(ranked(name, known)), None)
    return first if first is not None and _similarity(name, first) >= NEAR else None


def nearest_by(name: str, known: Mapping[str, Iterable[str]]) -> str | None:
    """Return the key one of whose words `name` probably means.

    Args:
        name: What was written.
        known: Each key with all the words for it.

    Example:
        >>> nearest_by("执行数", {"received": ["到位资金"], "spent": ["支出", "全年执行数"]})
        'spent'
    """
    keys = {word: key for key, words in known.items() for word in words}
    word = nearest(name, keys)
    return None if word is None else keys[word]


def suggestion(name: str, known: Iterable[str]) -> dict[str, str | None]:
    """Return the fields ``nearest`` and ``known`` of a sentence about an unknown name."""
    names = list(known)
    return {"nearest": nearest(name, names), "known": ", ".join(names)}


def _similarity(name: str, other: str) -> float:
    return SequenceMatcher(None, name[:80].casefold(), other.casefold()).ratio()
