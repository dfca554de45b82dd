"""What is contradicted, unsupported or missing: criterion, condition, cause, effect, recommendation, evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jixiao.indicators import Indicator
from jixiao.language import text
from jixiao.outline import SectionState
from jixiao.reconcile import Check
from jixiao.reconcile.figures import Figure
from jixiao.rules import basis_of, citation, materials, role_label
from jixiao.scoring import Scores

SEVERITIES = ("high", "medium", "low")
KINDS = ("contradiction", "data", "missing", "unsupported", "review", "hint")
_KIND_OF = {"contradicted": "contradiction", "not_verifiable": "unsupported", "review": "review", "hint": "hint"}


@dataclass(frozen=True)
class Finding:
    """One finding, worded in one language.

    Attributes:
        id: ``F01``, ``F02`` … in the order of severity.
        rule: The rule that found it.
        kind: One of `KINDS`.
        severity: ``high``, ``medium`` or ``low``.
        title: The finding in one line.
        criterion: What must hold, with its basis.
        condition: What was found.
        cause: Why, where the material tells; otherwise empty.
        effect: Why it matters.
        recommendation: What to do.
        evidence: Quotes and places.
    """

    id: str
    rule: str
    kind: str
    severity: str
    title: str
    criterion: str
    condition: str
    cause: str
    effect: str
    recommendation: str
    evidence: tuple[str, ...] = ()


def find(
    checks: Sequence[Check],
    indicators: Sequence[Indicator],
    sections: Sequence[SectionState],
    validation: Any,
    tables: frozenset[str],
    scores: Scores,
    language: str,
) -> tuple[Finding, ...]:
    """Return all findings, the gravest first; ids follow that order.

    Args:
        checks: The reconciliation.
        indicators: The computed indicators.
        sections: The examined outline of the evaluated report; empty if there is no report.
        validation: The checks of the input.
        tables: Names of the tables that the project has.
        scores: The scores.
        language: ``zh`` or ``en``.
    """
    found = [
        *_from_checks(checks, language),
        *_from_indicators(indicators, language),
        *_from_validation(validation, language),
        *_from_outline(sections, language),
        *_from_materials(tables, language),
        *_from_scores(scores, language),
    ]
    found.sort(key=lambda finding: (SEVERITIES.index(finding.severity), KINDS.index(finding.kind)))
    return tuple(replace(finding, id=f"F{number:02}") for number, finding in enumerate(found, 1))


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """Return the number of findings of each severity."""
    numbers = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        numbers[finding.severity] += 1
    return numbers


def _from_checks(checks: Sequence[Check], language: str) -> Iterator[Finding]:
    for verdict, kind in _KIND_OF.items():
        for same in _by_statement(check for check in checks if check.verdict == verdict):
            yield _from_check(same, kind, language)


def _by_statement(checks: Iterable[Check]) -> list[list[Check]]:
    """Gather the checks of one statement: a rate that fits neither of two definitions is one finding."""
    grouped: dict[tuple[str, ...], list[Check]] = {}
    for check in checks:
        names = tuple(figure.id for figure in check.stated) or (check.key,)
        grouped.setdefault((check.rule.code, *names), []).append(check)
    return list(grouped.values())


def _from_check(same: list[Check], kind: str, language: str) -> Finding:
    first, rule = same[0], same[0].rule
    joint = " / " if len(same) > 1 else ""
    words = first.words(language) | {"computed": joint.join(check.shown_computed(language) for check in same)}
    severity = "low" if kind == "review" else rule["severity"]
    operand_missing = kind == "unsupported" and first.note == "operand_missing"
    title = text("findings.unverified", language, **words) if operand_missing else rule.text("title", language)
    return Finding(
        "", rule.code, kind, severity,
        title.format_map(words),
        text("findings.criterion", language, statement=rule.text("statement", language),
             basis=citation(rule.basis, language)),
        _joined((_condition(check, language) for check in same), language),
        "",
        rule.text("why", language), rule.text("remedy", language),
        tuple(dict.fromkeys(quoted(figure, language) for check in same for figure in (*check.stated, *check.operands)
                            if figure.locator)),
    )  # fmt: skip


def _condition(check: Check, language: str) -> str:
    key = "compared" if check.computed is not None and check.stated else "stated" if check.stated else "computed"
    definition = check.definition_text(language)
    # Where the gap is the computed value itself, as for an overspend, it is not told twice.
    told = check.difference is not None and abs(check.difference) != abs(check.computed or 0)
    sentence = text(
        f"findings.condition.{key}", language, stated=check.shown_stated(language), formula=check.formula or "—",
        computed=check.shown_computed(language),
        definition=text("findings.definition", language, definition=definition) if definition else "",
        difference=text("findings.difference", language, difference=check.shown_difference(language)) if told else "",
    )  # fmt: skip
    return _joined((sentence, check.note_text(language)), language)


def _joined(sentences: Iterable[str], language: str) -> str:
    return (" " if language == "en" else "").join(filter(None, sentences))


def quoted(figure: Figure, language: str) -> str:
    """Return a figure's place with its words and its name, or the cells that a total was added up from."""
    if not figure.quote:
        return text("findings.cells", language, label=role_label(figure.role, language), place=figure.locator)
    return text("findings.quote", language, place=figure.locator, quote=figure.quote, id=figure.id)


def _from_indicators(indicators: Sequence[Indicator], language: str) -> Iterator[Finding]:
    for indicator in indicators:
        rule = indicator.rule
        refused = indicator.indicative is not None and indicator.stated
        unbalanced = rule["unit"] == "money" and indicator.value
        if not (refused or unbalanced):
            continue
        key = "refused" if refused else "unbalanced"
        fields = {"label": rule.text("label", language), "stated": indicator.stated,
                  "value": indicator.shown(language)}  # fmt: skip
        yield Finding(
            "", rule.code, "unsupported" if refused else "contradiction", "high" if unbalanced else "medium",
            text(f"findings.{key}.title", language, **fields),
            text("findings.criterion", language, statement=text(f"findings.{key}.criterion", language, **fields),
                 basis=citation(rule.basis, language)),
            text(f"findings.{key}.condition", language, calculation=indicator.calculation(language),
                 reason=indicator.reason_text(language), **fields),
            "", rule.text("why", language),
            text(f"findings.{key}.remedy", language, **fields),
            tuple(dict.fromkeys(place for operand in indicator.operands for place in operand.places)),
        )  # fmt: skip


def _from_validation(validation: Any, language: str) -> Iterator[Finding]:
    for result in validation.results:
        if result.state != "fail":
            continue
        words = result.check.words
        sentences = result.sentences(language)
        yield Finding(
            "", result.id, "data", result.severity,
            text("findings.data.title", language, label=words("label", language), number=len(sentences)),
            text("findings.criterion", language, statement=words("statement", language), basis=result.basis),
            text("findings.data.condition", language, first=sentences[0], number=len(sentences)),
            "", words("why", language),
            text("findings.data.remedy", language), sentences,
        )  # fmt: skip


def _from_outline(sections: Sequence[SectionState], language: str) -> Iterator[Finding]:
    for section in sections:
        if section.is_complete:
            continue
        parts = ("; " if language == "en" else "、").join(part[language] for part in section.missing)
        key = "section" if section.line is None else "parts"
        fields = {"title": section.title[language], "parts": parts or "—", "line": section.line or "—"}
        yield Finding(
            "", f"outline.{section.id}", "missing", section.severity,
            text(f"findings.{key}.title", language, **fields),
            text("findings.criterion", language, basis=citation(section.basis, language),
                 statement=text("findings.outline_criterion", language, **fields)),
            text(f"findings.{key}.condition", language, **fields), "",
            text("findings.outline_effect", language), text("findings.outline_remedy", language, **fields),
        )  # fmt: skip


def _from_materials(tables: frozenset[str], language: str) -> Iterator[Finding]:
    for name, node in materials().items():
        if name not in tables:
            yield Finding("", f"materials.{name}", "missing", node["severity"], _twin(node, "title", language),
                          text("findings.criterion", language, basis=citation(basis_of(name, node["basis"]), language),
                               statement=text("findings.materials_criterion", language)),
                          _twin(node, "condition", language),
                          "", _twin(node, "effect", language),
                          _twin(node, "remedy", language))  # fmt: skip


def _from_scores(scores: Scores, language: str) -> Iterator[Finding]:
    for score in scores.scores:
        if score.outcome.reason != "far_above" and score.points is not None:
            continue
        key = "far_above" if score.points is not None else "unscored"
        fields = {"id": score.id, "name": score.shown_name(language), "reason": score.reason_text(language)}
        yield Finding(
            "", f"scoring.{score.outcome.reason}", "review" if score.points is not None else "unsupported",
            "low" if score.points is not None else "medium", text(f"findings.{key}.title", language, **fields),
            text("findings.scoring_criterion", language), fields["reason"], "",
            text(f"findings.{key}.effect", language), text(f"findings.{key}.remedy", language), (score.place,),
        )  # fmt: skip


def _twin(node: Mapping[str, Any], key: str, language: str) -> str:
    return str(node[f"{key}_en" if language == "en" else key])
