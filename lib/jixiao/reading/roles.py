"""What an amount stands for, by the nearest words of the role dictionary."""

import re
from functools import cache
from typing import TYPE_CHECKING

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure

if TYPE_CHECKING:
    from jixiao.reading.passage import Passage

_FAR = 30


@cache
def _words(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    roles = {word: role for role, node in lexicon.words("roles")["roles"].items() for word in node.get(side, ())}
    return re.compile(lexicon.longest_first(roles)), roles


@cache
def _change_tail() -> re.Pattern[str]:
    words = lexicon.words("roles")
    found, between = (lexicon.longest_first(words[name]) for name in ("change", "between"))
    return re.compile(f"(?:{found})(?:{between})?$")


def role_of(passage: "Passage", figure: Figure) -> str:
    """Return the role of an amount; empty for what is no amount or where no word tells.

    The words before it decide, the nearest one first; where none stands there, the words behind it.
    """
    if figure.kind not in ("money", "number"):
        return ""
    label = passage.label(figure)[-_FAR:]
    if _change_tail().search(label):
        return "change"
    return _nearest(label) or _behind(passage.behind(figure, 8)) or _nearest(passage.wide_label(figure)[-_FAR:])


def _nearest(label: str) -> str:
    pattern, roles = _words("before")
    best: tuple[int, int, str] | None = None
    position = 0
    while match := pattern.search(label, position):
        # a longer word that ends at the same place says more: 落实安排收入 is received, 安排 alone is budget
        if best is None or match.end() > best[0]:
            best = (match.end(), match.start(), roles[match.group()])
        position = match.start() + 1
    return best[2] if best else ""


def _behind(words: str) -> str:
    pattern, roles = _words("behind")
    match = pattern.search(re.split("[，；。、（）]", words)[0])
    return roles[match.group()] if match else ""
