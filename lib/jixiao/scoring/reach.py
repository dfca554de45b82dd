"""What of a project its rule pack does not use: indicators that no rule gathers, decisions about what is not scored."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.finding import Finding
from jixiao.language import text
from jixiao.quantities import ZERO, show_number
from jixiao.rulebook.rules import Rule
from jixiao.scoring.catalogue import belongs, deduction_of
from jixiao.scoring.results import Scores
from jixiao.scoring.sheet import DECISIONS, DEDUCT, SCORE, Item, Judgement, Sheet


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an indicator: one of `DECISIONS` and its judgement."""

    subject: str
    decision: str
    judgement: Judgement

    def name(self, language: str) -> str:
        """Return the indicator and the decision."""
        return f"{self.subject} {text(f'findings.decision.{self.decision}', language)}"


@dataclass(frozen=True)
class Reach:
    """How far a rule pack reaches into a project.

    Attributes:
        left_out: The project's own indicators that a pack with a list of its own does not gather.
        unused: The decisions about indicators that the pack does not score.
        excessive: The indicators that are gathered, with a deduction beyond their points.
        altered: The check-lists whose points are not those of their rule, by number or by share.
    """

    left_out: tuple[Item, ...] = ()
    unused: tuple[Decision, ...] = ()
    excessive: tuple[tuple[Item, Judgement], ...] = ()
    altered: tuple[Rule, ...] = ()

    def uses(self, subject: str, decision: str) -> bool:
        """Whether a decision about an indicator changes or confirms any points."""
        return (subject, decision) not in {(found.subject, found.decision) for found in self.unused}

    def remark_text(self, language: str) -> str:
        """Return which indicators are not counted, or nothing."""
        fields = {"number": len(self.left_out), "names": _listed((item.id for item in self.left_out), language)}
        return text("scoring.remark.left_out", language, **fields) if self.left_out else ""


def reach(scores: Scores, sheet: Sheet, codes: Collection[str], checked: Collection[str] = ()) -> Reach:
    """Return what of a project its rule pack does not use.

    Args:
        scores: The scores under the rule pack.
        sheet: The sheet they come from.
        codes: What can be scored under some rule pack; a decision about anything else is told otherwise.
        checked: What is checked, not scored, and can be confirmed or rejected too.
    """
    known = {score.id for score in scores.scores}
    gathered = [item for item in sheet.items if scores.pack.scores == "catalogue" and _is_gathered(item, scores)]
    used = {(item.id, DEDUCT) for item in gathered} | {(item.id, SCORE) for item in gathered
                                                       if item.kind == "qualitative"}  # fmt: skip
    unused = (found for found in _decisions(sheet) if found.subject in codes and found.subject not in known)
    return Reach(
        tuple(item for item in sheet.items if item.id not in known and item not in gathered and not item.status),
        tuple(found for found in unused if (found.subject, found.decision) not in used
              and (found.decision in _POINTS or found.subject not in checked)),
        tuple((item, off) for item in gathered if (off := deduction_of(item, sheet)) and _is_excessive(off, item)),
        tuple(score.rule for score in scores.scores if score.rule and _is_altered(score.rule, sheet)),
    )  # fmt: skip


def from_reach(found: Reach, language: str) -> Iterator[Finding]:
    """Yield what a rule pack leaves out of its points: low, for another rule pack may use it."""
    if found.left_out:
        names = _listed((f"{item.id} {item.name}".strip() for item in found.left_out), language)
        yield _low("scoring.left_out", len(found.left_out), names, language,
                   *(item.places["weight"] for item in found.left_out if "weight" in item.places))  # fmt: skip
    if found.unused:
        names = _listed((decision.name(language) for decision in found.unused), language)
        yield _low("judgements.unused", len(found.unused), names, language,
                   *(decision.judgement.place for decision in found.unused if decision.judgement.place))  # fmt: skip
    if found.altered:
        names = _listed((f"{rule.code} {rule.text('label', language)}" for rule in found.altered), language)
        yield _low("scoring.altered", len(found.altered), names, language)
    for item, off in found.excessive:
        yield _excessive(item, off, language)


def _low(rule: str, number: int, names: str, language: str, *places: str) -> Finding:
    key, fields = rule.partition(".")[2], {"number": number, "names": names}
    said = {name: text(f"findings.{key}.{name}", language, **fields)
            for name in ("title", "criterion", "condition", "effect", "remedy")}  # fmt: skip
    return Finding("", rule, "review", "low", said["title"], said["criterion"], said["condition"], "", said["effect"],
                   said["remedy"], places)  # fmt: skip


def _excessive(item: Item, off: Judgement, language: str) -> Finding:
    fields = {"name": f"{item.id} {item.name}".strip(), "by": off.by or "—", "given": show_number(off.score),
              "weight": show_number(item.weight)}  # fmt: skip
    return Finding(
        "", "scoring.deduction_out_of_range", "contradiction", "medium",
        text("findings.deduction_out_of_range.title", language, **fields),
        text("findings.decision_criterion", language),
        text("findings.deduction_out_of_range.condition", language, **fields), "",
        text("findings.decision_effect", language), text("findings.deduction_out_of_range.remedy", language),
        (off.place,) if off.place else (), 1,
    )  # fmt: skip


def _is_gathered(item: Item, scores: Scores) -> bool:
    rules = (score.rule for score in scores.scores)
    return any(rule.method == "gathers" and belongs(item, rule["gathers"]) for rule in rules if rule)


def _is_altered(rule: Rule, sheet: Sheet) -> bool:
    points = sheet.elements.get(rule.code, ())
    asked = sorted(Decimal(str(point["share"])) for point in rule.get("elements", ()))
    return bool(points) and sorted(point.share or ZERO for point in points) != asked


def _is_excessive(off: Judgement, item: Item) -> bool:
    return off.score is not None and not 0 <= off.score <= (item.weight or ZERO)


def _decisions(sheet: Sheet) -> Iterator[Decision]:
    given = (sheet.judged, sheet.deductions, sheet.reviews, sheet.confirmed, sheet.rejected)
    for decision, judgements in zip(DECISIONS, given, strict=True):
        yield from (Decision(subject, decision, judgement) for subject, judgement in judgements.items())


def _listed(names: Iterable[str], language: str) -> str:
    return text("report.and", language).join(names)


# Decisions that give or take points; the others may be about a check.
_POINTS = DECISIONS[:3]
