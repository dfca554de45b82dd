"""The rules that have a page: each is found because its file is there, and knows its neighbours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from jixiao.document import Inline, link
from jixiao.exceptions import ParameterError
from jixiao.language import text, wording
from jixiao.rulebook import packs, rules
from jixiao.rulebook.files import check_keys, load, name_of
from jixiao.rulebook.form import check_indicator
from jixiao.rulebook.readings import check_reading
from jixiao.rulebook.rules import Basis, basis_of

KINDS = ("packs", "indicators", "relations", "readings", "checks", "regulations", "outlines", "materials", "lexicon",
         "glossary")  # fmt: skip
"""The kinds of rules in the order of the catalogue; each has a module of `jixiao.catalogue.pages`."""
READINGS = "readings"
MATERIALS, LEXICON, GLOSSARY = "materials", "lexicon", "glossary"
SINGLE = (MATERIALS, LEXICON, GLOSSARY)
"""Kinds whose rules share one page."""
_MOST_NEAR = 3


@dataclass(frozen=True)
class Entry:
    """One rule: its kind, its code (the name of its file), and what the file holds."""

    kind: str
    code: str
    node: Mapping[str, Any] = field(repr=False)

    @property
    def page(self) -> str:
        """The file name of its page: two kinds of rules may use one code."""
        return f"{self.kind}-{self.code}.html"

    def label(self, language: str) -> str:
        """Return what the rule is called."""
        if self.kind in SINGLE:
            return text(f"catalogue.kind.{self.kind}", language)
        return wording(self.node, "title" if self.kind == "regulations" else "label", language)

    def link(self, language: str) -> Inline:
        """Return its name, leading to its page."""
        return link(self.label(language), self.page)

    def bases(self) -> tuple[tuple[str, Basis], ...]:
        """Return what it rests on, each with the day from which it does; the newest last."""
        return tuple((day, basis_of(self.code, node)) for day, node in sorted(self._bases(), key=lambda pair: pair[0]))

    def is_in_force(self, as_of: str) -> bool:
        """Return whether the rule holds on the day `as_of` (ISO)."""
        if self.kind in SINGLE:
            return True
        if self.kind == "packs":
            return packs.is_in_force(packs.load_pack(self.code), as_of)
        if self.kind == "indicators":
            return bool(rules.days_in_force(self.node, as_of))
        if self.kind == "regulations":
            return rules.in_force(self.code, as_of)
        return all(rules.in_force(basis.regulation, as_of) for _, basis in self.bases())

    def _bases(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        if self.kind == MATERIALS:
            bases = [item["basis"] for item in self.node["tables"].values()]
            yield from ((rules.regulation(basis["regulation"])["in_force"], basis)
                        for number, basis in enumerate(bases) if basis not in bases[:number])  # fmt: skip
        elif self.kind == "indicators":
            yield from ((day, node["basis"]) for day, node in self.node["in_force"].items())
        elif self.kind not in ("regulations", *SINGLE) and "basis" in self.node:
            basis = self.node["basis"]
            yield str(self.node.get("in_force", rules.regulation(basis["regulation"])["in_force"])), basis


@cache
def entries(kind: str) -> tuple[Entry, ...]:
    """Return the rules of one kind, in the order of their codes."""
    if kind == MATERIALS:
        return (Entry(kind, kind, {"tables": rules.materials(), "list": rules.material_list()}),)
    if kind == GLOSSARY:
        return (Entry(kind, kind, rules.glossary()),)
    if kind == LEXICON:
        return (Entry(kind, kind, {"list": {path.stem: load(path) for path in rules.rule_files(kind)}}),)
    return tuple(Entry(kind, path.stem, _node(kind, path)) for path in rules.rule_files(kind))


def every() -> Iterator[Entry]:
    """Yield every rule that has a page."""
    for kind in KINDS:
        yield from entries(kind)


def entry(kind: str, code: str) -> Entry | None:
    """Return one rule, or nothing if there is none of this kind and code."""
    return next((found for found in entries(kind) if found.code == code), None)


def find(code: str) -> tuple[Entry, ...]:
    """Return the rules called `code`: more than one where several kinds share it, such as an indicator and a relation.

    Args:
        code: A code, or ``kind/code`` to name one of them.

    Raises:
        ParameterError: There is none; the error names the nearest.
    """
    wanted = code.strip().removesuffix(".yaml")
    found = tuple(rule for rule in every() if wanted in (rule.code, f"{rule.kind}/{rule.code}"))
    if not found:
        raise ParameterError("no-such-rule", rule=code, nearest=_near(wanted))
    return found


def linked(found: Iterable[Entry], language: str) -> list[list[Inline]]:
    """Return rules as items of a list, each leading to its page."""
    return [[rule.link(language), f"  {rule.code}"] for rule in found]


def _near(code: str) -> str | None:
    codes = {name: rule.code for rule in every() for name in (rule.code, rule.label("zh"), rule.label("en"))}
    near = (codes[name] for name in get_close_matches(code, codes, _MOST_NEAR))
    return ", ".join(dict.fromkeys(near)) or None


def _node(kind: str, path: Path) -> Mapping[str, Any]:
    if kind == "packs":
        return packs.load_pack(path.stem).node
    if kind == "regulations":
        return rules.regulation(path.stem)
    node: Mapping[str, Any] = load(path)
    if kind == "indicators":
        check_indicator(name_of(path), node)
        return _newest(node)
    if kind == READINGS:
        check_reading(name_of(path), node)
    else:
        check_keys(kind, name_of(path), node)
    return node


def _newest(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an indicator as its newest dated version words it; points and basis stay with their day."""
    dated = node["in_force"][max(node["in_force"])]
    return {**node, **{key: value for key, value in dated.items() if key not in ("points", "basis")}}
