"""The words about a relation or a remark: from its rule file, with the figures of the report put in."""

import re
from collections.abc import Mapping
from typing import Any

from jixiao.language import text, wording
from jixiao.reading.figure import Figure
from jixiao.reading.reading import Remark
from jixiao.reading.relation import Relation
from jixiao.reading.telling.amounts import computed_words, difference_words, other_words, stated_words
from jixiao.rulebook.files import FOLDER, Node, load

READINGS = "readings"
_OPERANDS_SHOWN = 12
_COMPARING = "≤≥<>≠"
_CLAUSE_ENDS = re.compile("[，。；：、,;:（）()“”]+")
_LINKING = re.compile("(?:累计|合计|共计|分别|已|共|约|计|为|达到|达|是|至|到|的|了)+$")
_SHORTEST, _LONGEST = 2, 14


def rule(kind: str) -> Node:
    """Return the rule file of a kind of relation or remark."""
    found: Node = load(FOLDER / READINGS / f"{kind}.yaml")
    return found


def label(kind: str, language: str) -> str:
    """Return what a kind of relation is called."""
    return wording(rule(kind), "label", language)


def headline(relation: Relation, language: str) -> str:
    """Return in one line what was found."""
    node, fields = rule(relation.kind), _fields(relation, language)
    if relation.verdict == "contradicted" and "title" in node:
        return wording(node, "title", language).format_map(fields)
    return text(f"reading.headline.{_form(relation)}", language, **fields)


def _form(relation: Relation) -> str:
    stated, holds = stated_words(relation), relation.verdict == "reconciled"
    if relation.verdict == "not_verifiable":
        return "unverified" if stated else "unverified-bare"
    if stated and relation.stated is None and not holds:
        return _form_of_words(relation)
    if is_comparison(relation):
        return "holds" if holds else "fails"
    if relation.computed is None or holds:
        return "alone" if stated else "bare"
    return "figure" if stated else "unstated"


def _form_of_words(relation: Relation) -> str:
    if is_comparison(relation):
        return "words-against"
    return "words-alone" if relation.computed is None else "words"


def is_comparison(relation: Relation) -> bool:
    """Tell whether a relation compares two values of the text instead of computing one."""
    return not isinstance(relation.computed, str) and any(sign in relation.formula for sign in _COMPARING)


def formula(relation: Relation, language: str) -> str:
    """Return the formula with the printed figures put in, and its result if it has one; empty if there is none."""
    whole = any(sign in relation.formula for sign in f"={_COMPARING}")
    result = "" if whole else computed_words(relation, language)
    return " = ".join(filter(None, (relation.formula, result))) if relation.formula else ""


def definition(relation: Relation, language: str) -> str:
    """Return the definition that was used: its name if there are several, else the formula of the rule in words."""
    node = rule(relation.kind)
    if relation.definition:
        return definition_label(relation.kind, relation.definition, language)
    return wording(node, "formula", language) if "formula" in node else ""


def definition_label(kind: str, name: str, language: str) -> str:
    """Return what a definition is called; a name that the rule does not list stands for itself."""
    known: Mapping[str, Any] = rule(kind).get("definitions", {})
    return wording(known[name], "label", language) if name in known else name


def others(relation: Relation, language: str) -> str:
    """Return the values under other definitions; empty if none was tried."""
    told = (
        f"{definition_label(relation.kind, name, language)} {other_words(relation, value, language)}"
        for name, value in relation.others
    )
    return text("reconcile.semicolon", language).join(told)


def note(relation: Relation, language: str) -> str:
    """Return the remark on how the verdict came about; empty if there is none."""
    if not relation.note:
        return ""
    fields, own = dict(relation.fields), rule(relation.kind).get("notes", {})
    if relation.note in own:
        return str(own[relation.note][language]).format_map(fields)
    return text(f"reconcile.note.{relation.note}", language, **fields)


def why(relation: Relation, language: str) -> str:
    """Return why it matters; empty for what holds and for what the text does not state."""
    return _advice(relation, "why", language)


def remedy(relation: Relation, language: str) -> str:
    """Return what to do about it; empty for what holds and for what the text does not state."""
    return _advice(relation, "remedy", language)


def _advice(relation: Relation, key: str, language: str) -> str:
    node, silent = rule(relation.kind), relation.verdict in ("reconciled", "derived")
    return wording(node, key, language) if not silent and key in node else ""


def operands(relation: Relation, language: str) -> str:
    """Return the figures of the report that were computed with, as printed."""
    printed = [figure.raw for figure in relation.operands[:_OPERANDS_SHOWN]]
    more = len(relation.operands) - len(printed)
    told = text("reconcile.comma", language).join(printed)
    return text("reading.more-operands", language, shown=told, number=more) if more > 0 else told


def subject(figure: Figure) -> str:
    """Return what a figure is the number of, from the words before it; empty if they do not tell in a few words.

    Example:
        >>> subject(Figure("F001", 9, 14, "9.32", "9.32%", None, "%", "rate", head="任务完成的情况下，节约率为："))
        '节约率'
    """
    clauses = [clause for clause in _CLAUSE_ENDS.split(figure.head) if clause]
    words = _LINKING.sub("", clauses[-1]).strip() if clauses and "|" not in figure.head else ""
    return words if _SHORTEST <= len(words) <= _LONGEST else ""


def remark_title(remark: Remark, language: str) -> str:
    """Return in one line what a remark says."""
    fields = {"figures": text("reconcile.comma", language).join(figure.raw for figure in remark.figures)}
    return wording(rule(remark.rule), "title", language).format_map(fields | dict(remark.fields))


def remark_why(remark: Remark, language: str) -> str:
    """Return why a remark matters; empty if its rule does not say."""
    node = rule(remark.rule)
    return wording(node, "why", language) if "why" in node else ""


def _fields(relation: Relation, language: str) -> dict[str, str]:
    name = label(relation.kind, language)
    counted = subject(relation.stated) if relation.stated is not None else ""
    return {
        "label": text("reading.named", language, label=name, subject=counted) if counted else name,
        "subject": counted or name, "stated": stated_words(relation),
        "computed": computed_words(relation, language), "difference": difference_words(relation, language),
        "operands": operands(relation, language), "formula": relation.formula, **dict(relation.fields),
    }  # fmt: skip
