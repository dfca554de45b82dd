"""The worked examples of indicators and packs: what goes in stands in the rule file, what comes out is computed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jixiao import formula as arithmetic
from jixiao.catalogue.entries import Entry
from jixiao.catalogue.sections import joined, listing, word
from jixiao.document import Block, Cell, tone
from jixiao.language import wording
from jixiao.quantities import as_decimal, show_number, show_percent
from jixiao.rulebook import NEWEST, rules
from jixiao.rulebook.form import NOT_ASSESSABLE, method_of
from jixiao.rulebook.pack import Pack
from jixiao.rulebook.packs import load_pack, pack_codes
from jixiao.rulebook.rules import Rule, role_label
from jixiao.scoring import Element, Item, Judgement, Outcome, Question, Score, Sheet, score
from jixiao.scoring.catalogue import outcome_of
from jixiao.scoring.kinds.judged import counted

_Method = Callable[[Entry, Any, str], Sequence[Cell]]
NOTHING = "none"
# The precision of the results that rule files give.
_NEAR = Fraction(1, 10_000)
_DATES = ("target_date", "actual_date")
_NUMBERS = ("weight", "step", "self_score")


def name(example: Mapping[str, Any], number: int, language: str) -> str:
    """Return what an example is called; the names in rule files are Chinese unless a twin is given."""
    if language == "en":
        return str(example.get("name_en") or word("example", language, number=number))
    return str(example["name"])


def of_indicator(rule: Entry, language: str) -> list[Block]:
    """Return the examples of an indicator as a table: given, calculation and result."""
    method = _METHODS[method_of(rule.code, rule.node)]
    rows = [[name(example, number, language), *method(rule, example, language)]
            for number, example in enumerate(rule.node["examples"], 1)]  # fmt: skip
    return listing("examples", "examples", ("example", "given", "result"), rows, language)


def of_pack(pack: Pack, language: str) -> list[Block]:
    """Return the examples of a pack as a table: the indicator, the points it earns, and why."""
    rows = [[name(example, number, language), _given(example["item"], language), *_earned(pack, example, language)]
            for number, example in enumerate(pack.node["examples"], 1)]  # fmt: skip
    return listing("examples", "pack_examples", ("example", "given", "points", "reason"), rows, language)


def scored(pack: Pack, example: Mapping[str, Any]) -> Score:
    """Return what the indicator of a pack's example earns under the pack."""
    item = item_of(example["item"])
    return score(Sheet((item,)), replace(pack, scores="table")).scores[-1]


def item_of(node: Mapping[str, Any]) -> Item:
    """Return the indicator of a pack's example.

    Args:
        node: Fields of `Item`, all as text, and ``answers`` (a survey) and ``deduct`` (points taken off).
    """
    known = {field.name for field in fields(Item)}
    plain = {key: _read(key, value) for key, value in node.items() if key in known}
    questions = (Question("", str(node["answers"])),) if "answers" in node else ()
    deduction = Judgement(Decimal(str(node["deduct"]))) if "deduct" in node else None
    return Item(**{"id": "example", "questions": questions, "deduction": deduction, **plain})


def _read(key: str, value: Any) -> Any:
    if key in _DATES:
        return date.fromisoformat(value)
    return Decimal(str(value)) if key in _NUMBERS else str(value)


def _given(node: Mapping[str, Any], language: str) -> str:
    words = (word("pair", language, name=word(f"item.{key}", language), value=_word_of(key, value, language))
             for key, value in node.items())  # fmt: skip
    return joined(words, language)


def _word_of(key: str, value: Any, language: str) -> str:
    if key == "deviation" and language == "en":
        return word("some_reason", language)
    return word(f"item_kind.{value}", language) if key == "kind" else str(value)


def _earned(pack: Pack, example: Mapping[str, Any], language: str) -> Sequence[Cell]:
    found = scored(pack, example)
    points = show_number(found.points) if found.points is not None else word("no_score", language)
    return _compared(points, found.points, example["expect"], language), found.reason_text(language)


def _by_formula(rule: Entry, example: Mapping[str, Any], language: str) -> Sequence[Cell]:
    written, amounts = rule.node["formula"], {name: Decimal(amount) for name, amount in example["given"].items()}
    told = joined((word("pair", language, name=role_label(name, language), value=show_number(amount))
                   for name, amount in amounts.items()), language)  # fmt: skip
    missing = [role_label(name, language) for name in arithmetic.names(written) if name not in amounts]
    if missing:
        lacking = word("figure_missing", language, names=joined(missing, language))
        return told, _compared(lacking, None, example["expect"], language)
    try:
        value = arithmetic.evaluate(written, amounts)
    except ZeroDivisionError:
        return told, _compared(word("denominator_zero", language), None, example["expect"], language)
    shown = {name: show_number(amount) for name, amount in amounts.items()}
    result = show_percent(value) if rule.node["unit"] == "ratio" else show_number(value)
    return told, _compared(f"{arithmetic.show(written, shown)} = {result}", value, example["expect"], language)


def _by_elements(rule: Entry, example: Mapping[str, Any], language: str) -> Sequence[Cell]:
    elements = [
        Element(wording(node, "text", language), Decimal(str(node["share"])), node.get("gate") in (True, "yes"),
                example["given"].get(str(number), ""))
        for number, node in enumerate(rule.node["elements"], 1)
    ]  # fmt: skip
    answers = (word("answer", language, number=number, answer=word(f"met.{element.met or 'open'}", language))
               for number, element in enumerate(elements, 1))  # fmt: skip
    return joined(answers, language), _told(counted(elements), example["expect"], language)


def _by_gathering(rule: Entry, example: Mapping[str, Any], language: str) -> Sequence[Cell]:
    wanted, items = rule.node["gathers"], []
    level1 = rules.dimensions()[wanted["dimension"]]["words"][0]
    level2 = rules.classes()[wanted["class"]]["words"][0] if "class" in wanted else ""
    for number, node in enumerate(example["given"], 1):
        actual = "" if node["share"] == NOTHING else show_number(Decimal(node["share"]) * 100)
        items.append(Item(str(number), level1, level2, target="100", actual=actual, weight=Decimal(node["weight"])))
    told = [word("weighted", language, number=item.id, weight=show_number(item.weight), share=f"{item.actual}%"
            if item.actual else word("no_score", language)) for item in items]  # fmt: skip
    outcome = outcome_of(_rule(rule.code), _strict_pack(), Sheet(tuple(items)))
    return joined(told, language) or word("no_indicator", language), _told(outcome, example["expect"], language)


def _told(outcome: Outcome, expected: str, language: str) -> Cell:
    reason = outcome.reason_text(language)
    if outcome.share is None:
        return _compared(word("not_assessable", language, why=reason), None, expected, language)
    shown = word("share_because", language, share=show_percent(as_decimal(outcome.share)), why=reason)
    return _compared(shown, outcome.share, expected, language)


def _compared(shown: str, found: Decimal | Fraction | None, expected: object, language: str) -> Cell:
    """Return a result; where the file expects another one, both are told in red."""
    wanted = None if expected in (NOTHING, NOT_ASSESSABLE) else Fraction(str(expected))
    if wanted is None or found is None:
        agrees = wanted is found
    else:
        agrees = abs(Fraction(found) - wanted) < _NEAR
    return shown if agrees else tone(word("differs", language, shown=shown, expected=str(expected)), "bad")


def _rule(code: str) -> Rule:
    return rules.load_rules(NEWEST).indicator(code)


def _strict_pack() -> Pack:
    """Return a pack that gives no points where the actual value is missing."""
    return next(pack for pack in map(load_pack, pack_codes()) if pack.missing == NOTHING)


_METHODS: Mapping[str, _Method] = {
    "formula": _by_formula, "elements": _by_elements, "gathers": _by_gathering,
}  # fmt: skip
