"""One finding: criterion, condition, cause, effect, recommendation, evidence."""

from dataclasses import dataclass

SEVERITIES = ("high", "medium", "low")
KINDS = ("contradiction", "data", "missing", "unsupported", "review", "hint")


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
        cause: The unit's own reason for a deviation, or what a hint suspects; otherwise empty, never guessed.
        effect: Why it matters.
        recommendation: What to do.
        evidence: Quotes and places.
        gaps: How many entries must be supplied before a report with this finding can be final.
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
    gaps: int = 0

    @property
    def blocks_final(self) -> bool:
        """Whether the report stays a draft until the finding is settled."""
        return self.gaps > 0


def weakens_score(kind: str, severity: str) -> bool:
    """Whether a finding says that the data themselves are wrong, so that a score from them is indicative only."""
    return kind == "data" and severity == "high"
