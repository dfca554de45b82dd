"""Patterns for the word lists of the dictionary of rates."""

import re

from jixiao.reading import lexicon


def word_pattern(key: str, tail: str = "") -> re.Pattern[str]:
    """Return a pattern for the words of one list of the dictionary of rates, `tail` behind them."""
    return lexicon.pattern("rates", key, tail)


def calls_total(words: str) -> bool:
    """Return whether words call an amount the sum; 公共 does not."""
    return bool(word_pattern("total_words").search(words.replace("公共", "")))


def bare(words: str) -> str:
    """Return words without those that do not make a rate the rate of something else."""
    pattern = word_pattern("plain_words", "")
    previous = None
    while words and words != previous:
        previous = words
        match = pattern.match(words)
        if match:
            words = words[match.end() :]
    while words:
        tail = next((words[index:] for index in range(len(words)) if pattern.fullmatch(words[index:])), "")
        if not tail:
            break
        words = words[: -len(tail)]
    return words.strip("“”")
