"""A ledger that does not tell its lines by fund source: one word stands in every line, and only totals compare."""

from collections.abc import Iterable

from jixiao.reading.lexicon import words


def undivided(language: str) -> str:
    """Return the word that stands for all fund sources together.

    Example:
        >>> undivided("zh"), undivided("en")
        ('不分来源', 'all sources')
    """
    return str(words("fund_sources")["undivided"][language])


def is_undivided(booked: Iterable[str], sources: Iterable[str]) -> bool:
    """Return whether a ledger stands for all fund sources together.

    Args:
        booked: The different fund sources of its lines.
        sources: The names of the fund sources; one that is called by the word is meant itself.
    """
    found, known = set(booked), {*words("fund_sources")["undivided"].values()}
    return bool(found) and found <= known - set(sources)
