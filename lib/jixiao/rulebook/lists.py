"""The lists that rules refer to: roles, material, dimensions, classes, words of the field, outlines of reports."""

from collections.abc import Mapping
from functools import cache

from jixiao.language import wording
from jixiao.rulebook.files import FOLDER, Node, check_keys, load, name_of, rule_files


def roles() -> Mapping[str, Node]:
    """Return what a figure can stand for: name to kind and labels."""
    return _entries("roles")


def role_label(role: str, language: str) -> str:
    """Return the label of a role in `language`."""
    return wording(roles()[role], "label", language)


def materials() -> Mapping[str, Node]:
    """Return what an evaluation needs besides the funds, by table."""
    return _entries("materials")


def material_list() -> Mapping[str, Node]:
    """Return the material that an evaluator asks for, by code: group, labels, and what it is asked for."""
    return _entries("material_list")


def dimensions() -> Mapping[str, Node]:
    """Return the dimensions of indicators: labels and the words that projects use for each."""
    return _entries("dimensions")


def dimension_label(code: str, language: str, regulation: str = "") -> str:
    """Return the label of a dimension in `language`, as the regulation of that code calls it."""
    node = dimensions()[code]
    return wording(node.get("under", {}).get(regulation, node), "label", language)


def classes() -> Mapping[str, Node]:
    """Return the classes of indicators inside a dimension: labels and the words of level-2 names."""
    return _entries("classes")


def glossary() -> Mapping[str, Node]:
    """Return the words of the field: Chinese, English and meaning, by the identifier that the program uses."""
    return _entries("glossary")


@cache
def _entries(kind: str) -> Mapping[str, Node]:
    path = FOLDER / f"{kind}.yaml"
    entries: Mapping[str, Node] = load(path)
    for code, node in entries.items():
        check_keys(kind, name_of(path), node, f"{code}.")
    return entries


def outline_codes() -> tuple[str, ...]:
    """Return the codes of the report outlines."""
    return tuple(path.stem for path in rule_files("outlines"))


@cache
def outline(code: str) -> Node:
    """Return a report outline such as ``outline-2020``."""
    path = FOLDER / "outlines" / f"{code}.yaml"
    node: Node = load(path)
    check_keys("outlines", name_of(path), node)
    for section in node["sections"]:
        check_keys("sections", name_of(path), section, f"{section.get('id', 'sections')}.")
    for place in (*node["sections"], node["document"]):
        for part in place.get("parts", ()):
            check_keys("parts", name_of(path), part, f"{place.get('id', 'document')}.parts.")
    return node
