"""Patterns over the words around lists, made from the lexicon."""

import re
from functools import cache
from typing import Any

from jixiao.reading import lexicon


def _lists() -> Any:
    return lexicon.words("lists")


@cache
def opener() -> re.Pattern[str]:
    """Return the pattern of the words that open a list; its group names tell how strongly they close it."""
    groups = _lists()["openers"]
    names = "|".join(
        f"(?P<{name}>{lexicon.longest_first(groups[name])})"
        for name in ("open", "closed", "partition", "single")
    )
    return re.compile(
        rf"(?P<by>[按分][^，。；：（）、\d\n]{{1,8}}?(?:划分|分类|分|看)为?[，：])"
        rf"|(?P<made>由[^，。；：（）\d\n]{{0,8}}?(?:组成|构成|承担|分担|负担)[：，])|(?P<of>由)(?=[^。；\n]{{4,160}}?(?:组成|构成))"
        rf"|(?P<headed>(?:{lexicon.longest_first(_lists()['headed'])})：)|(?P<numbered>一是|（1）|①|⑴)"
        rf"|{names}|(?P<within>(?<=[\u4e00-\u9fff]{{2}})中，)"
    )


@cache
def aside(name: str) -> re.Pattern[str]:
    """Return the pattern of one group of words that make a number something else than a part."""
    return re.compile("|".join(sorted(_lists()["aside"][name], key=lambda word: (-len(word), word))))


@cache
def breaks() -> re.Pattern[str]:
    """Return the pattern of the words that end a list joined by commas."""
    return re.compile(lexicon.longest_first(_lists()["breaks"]))


@cache
def open_end() -> re.Pattern[str]:
    """Return the pattern of the words that leave a list open."""
    return re.compile(
        rf"^[^，。；、\d]{{0,12}}?(?:[、，和及与][^，。；、\d]{{0,14}}?){{0,4}}?(?:{lexicon.longest_first(_lists()['open_ends'])})(?![级候待])"
    )


@cache
def closer() -> re.Pattern[str]:
    """Return the pattern of the words before a total that stands behind its parts."""
    node = _lists()["closers"]
    items = lexicon.longest_first(_lists()["item_words"])
    return re.compile(
        rf"(?P<back>{'|'.join(node['back'])})?[^，。；：\d]{{0,6}}?(?:(?P<number>[二两三四五六七八九十]|\d{{1,2}})(?P<item>{items}))?"
        rf"[^，。；：\d]{{0,12}}?(?:(?P<firm>{lexicon.longest_first(node['firm'])})|(?P<loose>{lexicon.longest_first(node['loose'])}|^计))"
        rf"(?P<verb>[^，。；：\d]{{0,12}})[：:]?$"
    )


@cache
def among() -> re.Pattern[str]:
    """Return the pattern of 中 behind a figure, which opens the list of what the figure counts: 116场演出中."""
    return re.compile(rf"[^，。；：、（）\d\s|其]{{0,8}}(?P<sign>中)[，：]?(?![{_lists()['not_among']}])")


@cache
def others() -> re.Pattern[str]:
    """Return the pattern of the name of a last item that leaves nothing out."""
    return re.compile(rf"(?:{lexicon.longest_first(_lists()['others'])})")


@cache
def complements() -> tuple[tuple[str, str], ...]:
    """Return the pairs of names that share out a whole, such as 城镇 and 农村."""
    return tuple((first, second) for first, second in _lists()["complements"])


@cache
def rest() -> re.Pattern[str]:
    """Return the pattern of the words for what is left over."""
    return re.compile(rf"(?:{lexicon.longest_first(_lists()['rest'])})[^，。；\d]{{0,6}}$")


@cache
def _attributes() -> dict[str, str]:
    node = _lists()
    return {
        word: name
        for group in ("traits", "attributes")
        for name, words in node[group].items()
        for word in words
    }


def attributes_in(label: str) -> set[str]:
    """Return the attributes that a label names, such as sex, age or party."""
    return {name for word, name in _attributes().items() if word in label}


def is_trait(attribute: str) -> bool:
    """Return whether an attribute is one that a person has beside any other: one such part overlaps the rest."""
    return attribute in _lists()["traits"]


def is_shared_out(trait: str) -> bool:
    """Return whether each person has one value of a trait, such as a sex, so that its values share all people out."""
    return trait not in _lists()["mixing"]


@cache
def survey_grade() -> re.Pattern[str]:
    """Return the pattern of a grade of a survey at the end of a label."""
    return re.compile(rf"(?:{lexicon.longest_first(_lists()['survey'])})(?:的|者|有|为|人数)?$")
