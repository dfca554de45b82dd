"""What is contradicted, unsupported or missing: criterion, condition, cause, effect, recommendation, evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jixiao.finding import KINDS, SEVERITIES, Finding, weakens_score
from jixiao.indicators import Indicator
from jixiao.intake.standing import STATED
from jixiao.language import joined, text, wording
from jixiao.outline import SectionState
from jixiao.reconcile import Check
from jixiao.reconcile.figures import Figure
from jixiao.rulebook.rules import basis_of, citation, materials, role_label
from jixiao.scoring import Item, Scores
from jixiao.scoring.doubts import from_opinions, from_scores
from jixiao.scoring.gaps import Gap, from_gaps, subject_names
from jixiao.scoring.opinions import Opinions
from jixiao.scoring.reach import Reach, from_reach

__all__ = ["KINDS", "SEVERITIES", "Finding", "count", "find", "is_indicative", "open_entries"]

# A finding of the first rule says no more than one of the second, which names the rows or what is required.
_TOLD_BY = {"carry_over_identity": "carry_over_adds_up", "weights_add_up": "scoring.weights"}
# Notes of checks that could not be made: the report lacks a figure, or its figures cannot be matched.
_UNCLEAR = ("ambiguous_group", "whole_not_given")
_UNVERIFIED = ("operand_missing", "denominator_zero", *_UNCLEAR)
_KIND_OF = {"contradicted": "contradiction", "not_verifiable": "unsupported", "review": "review", "hint": "hint"}


def find(
    checks: Sequence[Check], indicators: Sequence[Indicator], sections: Sequence[SectionState],
    validation: Any, material: frozenset[str], scores: Scores, language: str, as_of: str = "",
    gaps: Sequence[Gap] = (), opinions: Opinions | None = None, reach: Reach | None = None, waiting: int = 0,
) -> tuple[Finding, ...]:  # fmt: skip
    """Return all findings, the gravest first; ids follow that order.

    Args:
        checks: The reconciliation.
        indicators: The computed indicators.
        sections: The examined outline of the evaluated report; empty if there is no report.
        validation: The checks of the input.
        material: Names of the material that the project has (``rules/materials.yaml``).
        scores: The scores.
        language: ``zh`` or ``en``.
        as_of: The day of the rules (ISO); a regulation repealed by then is cited as repealed.
        gaps: What the decisions of people lack.
        opinions: Self scores and reviews beside the scores.
        reach: What of the project the rule pack does not use.
        waiting: How many stated figures wait for a person to confirm or reject them.
    """
    found = [
        *_from_checks(checks, language),
        *_from_indicators(indicators, language),
        *_from_validation(validation, gaps, language),
        *_from_outline(sections, language, as_of),
        *_from_materials(material, language, waiting),
        *from_scores(scores, language),
        *from_opinions(opinions, language),
        *from_reach(reach or Reach(), language),
        *from_gaps(_untold(gaps, validation), subject_names(scores, language), language),
    ]
    found = _once(_with_suspicion(found, checks, language))
    found.sort(key=lambda finding: (SEVERITIES.index(finding.severity), KINDS.index(finding.kind)))
    return tuple(replace(finding, id=f"F{number:02}") for number, finding in enumerate(found, 1))


def _once(found: Sequence[Finding]) -> list[Finding]:
    """Leave out what another finding tells more closely: one defect is one finding."""
    rules = {finding.rule for finding in found}
    return [finding for finding in found if _TOLD_BY.get(finding.rule) not in rules]


def _with_suspicion(found: Iterable[Finding], checks: Sequence[Check], language: str) -> list[Finding]:
    """Give wrong rates the cause that a hint suspects; it is for the unit to confirm."""
    causes = {rate: text("findings.cause.suspected", language, words=check.rule.text("title", language))
              for check in checks if check.verdict == "hint" for rate in check.rule.get("rates", ())}  # fmt: skip
    return [replace(finding, cause=finding.cause or causes.get(finding.rule, "")) for finding in found]


def is_indicative(findings: Iterable[Finding]) -> bool:
    """Whether the data have errors so grave that a score computed from them is indicative only."""
    return any(weakens_score(finding.kind, finding.severity) for finding in findings)


def open_entries(findings: Iterable[Finding]) -> int:
    """Return how many entries must be supplied before the report can be final."""
    return sum(finding.gaps for finding in findings)


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """Return the number of findings of each severity."""
    numbers = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        numbers[finding.severity] += 1
    return numbers


def _from_checks(checks: Sequence[Check], language: str) -> Iterator[Finding]:
    # That a table is there to verify a claim with is a task for the reviewer, not a finding.
    found = [check for check in checks if check.note != "table_present"]
    wrong = {_statement(check) for check in found if check.verdict == "contradicted"}
    # A rate that one definition contradicts is not reported again for another one that lacks an amount.
    found = [check for check in found if check.verdict != "not_verifiable" or _statement(check) not in wrong]
    for verdict, kind in _KIND_OF.items():
        for same in _by_statement(check for check in found if check.verdict == verdict):
            yield _from_check(same, kind, language)


def _by_statement(checks: Iterable[Check]) -> list[list[Check]]:
    """Gather the checks of one statement: a rate that fits neither of two definitions is one finding."""
    grouped: dict[tuple[str, ...], list[Check]] = {}
    for check in checks:
        grouped.setdefault(_statement(check), []).append(check)
    return list(grouped.values())


def _statement(check: Check) -> tuple[str, ...]:
    return (check.rule.code, *(tuple(figure.id for figure in check.stated) or (check.key,)))


def _from_check(same: list[Check], kind: str, language: str) -> Finding:
    first, rule = same[0], same[0].rule
    joint = " / " if len(same) > 1 else ""
    words = first.words(language) | {"computed": joint.join(check.shown_computed(language) for check in same)}
    severity = "low" if kind == "review" or first.note in _UNCLEAR else rule["severity"]
    return Finding(
        "", rule.code, kind, severity,
        _headline(same, words, language),
        text("findings.criterion", language, statement=rule.text("statement", language),
             basis=citation(rule.basis, language)),
        joined((_condition(check, language) for check in same), language),
        "",
        first.text("why", language), first.text("remedy", language),
        tuple(dict.fromkeys(quoted(figure, language) for check in same for figure in (*check.stated, *check.operands)
                            if figure.locator)),
    )  # fmt: skip


def _headline(same: list[Check], words: Mapping[str, str], language: str) -> str:
    """Return the title: what was found, what could not be verified, or what approximate figures suggest."""
    first = same[0]
    if first.verdict == "not_verifiable" and first.note in _UNVERIFIED:
        return text(f"reconcile.unverified.{first.note}", language, **words)
    title = first.text("title", language, "one" if len(same) == 1 else "").format_map(words)
    return text("reconcile.doubtful", language, title=title) if first.note == "approximate" else title


def _condition(check: Check, language: str) -> str:
    key = "compared" if check.computed is not None and check.stated else "stated" if check.stated else "computed"
    definition = check.definition_text(language)
    # Where the gap is the computed value itself, as for an overspend, it is not told twice.
    told = check.difference is not None and abs(check.difference) != abs(check.computed or 0)
    sentence = text(
        f"findings.condition.{key}", language, stated=check.shown_stated(language),
        formula=check.shown_formula(language) or "—", computed=check.shown_computed(language),
        definition=text("findings.definition", language, definition=definition) if definition else "",
        difference=text("findings.difference", language, difference=check.shown_difference(language)) if told else "",
    )  # fmt: skip
    return joined((sentence, check.note_text(language)), language)


def quoted(figure: Figure, language: str) -> str:
    """Return a figure's place with its words and its name, or the cells that a total was added up from."""
    if not figure.quote:
        return text("findings.cells", language, label=role_label(figure.role, language), place=figure.locator)
    return text("findings.quote", language, place=figure.locator, quote=figure.quote, id=figure.id)


def _from_indicators(indicators: Sequence[Indicator], language: str) -> Iterator[Finding]:
    for indicator in indicators:
        rule = indicator.rule
        refused = indicator.indicative is not None and indicator.stated
        unbalanced = rule.get("identity") and indicator.value
        if not (refused or unbalanced):
            continue
        key = "refused" if refused else "unbalanced"
        label = rule.text("label", language)
        fields = {"label": label, "name": label[:1].lower() + label[1:], "stated": indicator.stated,
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
            tuple(dict.fromkeys([place for operand in indicator.operands for place in operand.places]
                                + [_shown_by(item, language) for item in indicator.unmet])),
        )  # fmt: skip


def _shown_by(item: Figure | Item, language: str) -> str:
    """Return where stands what makes an indicator inadmissible: a quote, or the row of an indicator."""
    if isinstance(item, Figure):
        return quoted(item, language)
    name = f"{item.id} {item.name}"
    return text("findings.cells", language, label=name, place=item.places.get("actual", item.id))


def _from_validation(validation: Any, gaps: Sequence[Gap], language: str) -> Iterator[Finding]:
    open_cells = {gap.cell for gap in gaps}
    for result in validation.results:
        if result.state != "fail":
            continue
        words = result.check.words
        yield Finding(
            "", result.id, result.check.kind, result.severity, result.title(language),
            text("findings.criterion", language, statement=words("statement", language),
                 basis=result.basis_in(language)),
            result.condition(language), "", words("why", language), words("remedy", language),
            result.sentences(language), len(open_cells & _cells(result)),
        )  # fmt: skip


def _untold(gaps: Sequence[Gap], validation: Any) -> list[Gap]:
    """Return the gaps that no failed check names already: one defect is one finding."""
    told = set().union(*(_cells(result) for result in validation.results if result.state == "fail"))
    return [gap for gap in gaps if gap.cell not in told]


def _cells(result: Any) -> set[tuple[str, int | None, str | None]]:
    return {(row.file, row.row, row.column) for row in result.failing}


def _from_outline(sections: Sequence[SectionState], language: str, as_of: str) -> Iterator[Finding]:
    for section in sections:
        if section.is_complete:
            continue
        parts = ("; " if language == "en" else "、").join(part[language] for part in section.missing)
        key = "whole" if section.id == "document" else "parts" if section.line is not None else "section"
        fields = {"title": section.title[language], "parts": parts, "line": section.line or "—"}
        remedy = f"{key}.remedy" if parts else f"{key}.remedy_bare"
        yield Finding(
            "", f"outline.{section.id}", "missing", section.severity,
            text(f"findings.{key}.title", language, **fields),
            text("findings.criterion", language, basis=citation(section.basis, language, as_of),
                 statement=text(f"findings.{key}.criterion", language, **fields)),
            text(f"findings.{key}.condition", language, **fields), "",
            text("findings.outline_effect", language), text(f"findings.{remedy}", language, **fields),
        )  # fmt: skip


def _from_materials(material: frozenset[str], language: str, waiting: int) -> Iterator[Finding]:
    for name, node in materials().items():
        if name not in material:
            title, condition, effect, remedy = (
                text(f"findings.waiting.{part}", language, number=waiting) if name == STATED and waiting
                else wording(node, part, language) for part in ("title", "condition", "effect", "remedy")
            )  # fmt: skip
            yield Finding("", f"materials.{name}", "missing", node["severity"], title,
                          text("findings.criterion", language, basis=citation(basis_of(name, node["basis"]), language),
                               statement=text("findings.materials_criterion", language)),
                          condition, "", effect, remedy)  # fmt: skip
