"""The workbook of one evaluation: its stages in a straight line, each computed when it is first asked for."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from jixiao import findings, indicators, outline, reconcile, scoring, seal, totals
from jixiao.folders import find_workbook
from jixiao.intake.facts import Facts, read_facts
from jixiao.intake.params import Params
from jixiao.rulebook import packs, rules

if TYPE_CHECKING:
    from jixiao.charts.canvas.chart import Chart
    from jixiao.display import Shown
    from jixiao.drafting.judged import Judged
    from jixiao.validate import Validation


class Workbook:
    """One evaluation: facts → validation → reconciliation → indicators → scores → findings → report.

    A stage is a pure function of the stages before it. Nothing is computed or imported before a page asks for it.
    """

    def __init__(self, params: Params, facts: Facts) -> None:
        self.params, self.facts = params.dated(facts.project.fiscal_year), facts
        self.language = params.language
        self.pack, *self.other_packs = packs.require_packs(self.params)
        self.rules = rules.load_rules(self.params.rules_as_of, facts)

    @classmethod
    def open(cls, project: str, **parameters: str) -> Self:
        """Open the evaluation of ``data/<project>``.

        Args:
            project: Name of a folder under ``data/``.
            parameters: The other parameters of a run, all as text (see `Params`).

        Raises:
            ParameterError: A parameter is unknown or wrong.
            JixiaoError: The facts cannot be read as they must be.
        """
        params = Params.from_values(project=project, **parameters)
        return cls(params, read_facts(find_workbook(Path.cwd()) / "data" / params.project))

    @cached_property
    def validation(self) -> "Validation":
        """Can the input be used? Four-valued checks by Great Expectations."""
        from jixiao.validate import checks_in_force, validate

        return validate(self.facts, checks_in_force(self.params.rules_as_of), self.language)

    @cached_property
    def totals(self) -> totals.Totals:
        """The amounts that everything is computed from."""
        return totals.totals(self.facts)

    @cached_property
    def stated(self) -> reconcile.Figures:
        """What the evaluated report states, beside what the tables give."""
        return totals.figures(self.facts, self.totals)

    @cached_property
    def proposals(self) -> "tuple[Judged, ...]":
        """The stated figures that nothing is computed from: to be confirmed, or rejected."""
        if not self.facts.proposals:
            return ()
        from jixiao.drafting.judged import judged

        return judged(self.facts)

    @cached_property
    def checks(self) -> tuple[reconcile.Check, ...]:
        """Every stated figure against the recomputed one."""
        return reconcile.reconcile(self.stated, self.rules.relations, Decimal(self.params.tolerance))

    @cached_property
    def indicators(self) -> tuple[indicators.Indicator, ...]:
        """The indicators of the rules: a value, or why there is none."""
        return indicators.compute(self.facts, self.totals, self.rules.indicators, self.stated, self.checks)

    @cached_property
    def sheet(self) -> scoring.Sheet:
        """What is scored: the project's own indicators and the computed ones."""
        return scoring.sheet_of(self.facts, {item.rule.code: item.for_scoring(self.language)
                                             for item in self.indicators})  # fmt: skip

    @cached_property
    def scores(self) -> scoring.Scores:
        """Points of every indicator of the rule pack, total and grade, or why there is none."""
        return scoring.score(self.sheet, self.pack, self.rules)

    @cached_property
    def comparisons(self) -> tuple[scoring.Comparison, ...]:
        """The scores under the other rule packs that were asked for, against those that count."""
        others = [scoring.score(self.sheet, pack, self.rules) for pack in self.other_packs]
        return scoring.compare(self.scores, others)

    @cached_property
    def opinions(self) -> scoring.Opinions:
        """Self scores, recomputed points and reviews side by side."""
        return scoring.opinions(self.scores, self.sheet)

    @cached_property
    def gaps(self) -> tuple[scoring.Gap, ...]:
        """What the decisions of people lack; those that the rule pack does not use may lack anything."""
        found = scoring.gaps_of(self.facts, self._subjects())
        return tuple(gap for gap in found if self.reach.uses(gap.subject, gap.decision))

    @cached_property
    def reach(self) -> scoring.Reach:
        """What of the project the rule pack does not use."""
        checked = {name for check in self.checks for name in (check.key, check.rule.code, check.group)}
        return scoring.reach(self.scores, self.sheet, self._subjects(), checked)

    @cached_property
    def sections(self) -> tuple[outline.SectionState, ...]:
        """The sections of the evaluated report, found by title, and what they lack."""
        prescribed = self.facts.project.stated_outline
        report = self._evaluated_report()
        if prescribed == "none" or report is None:
            return ()
        return outline.examine(report.paragraphs, rules.outline(prescribed))

    @cached_property
    def findings(self) -> tuple[findings.Finding, ...]:
        """What is contradicted, unsupported or missing, the gravest first."""
        return findings.find(self.checks, self.indicators, self.sections, self.validation,
                             self._material(), self.scores, self.language, self.params.rules_as_of,
                             self.gaps, self.opinions, self.reach,
                             sum(proposal.is_open for proposal in self.facts.proposals))  # fmt: skip

    @property
    def is_indicative(self) -> bool:
        """Whether there is a score, but from data with errors so grave that it is indicative only."""
        return self.scores.total is not None and findings.is_indicative(self.findings)

    @property
    def open_entries(self) -> int:
        """How many entries must be supplied before the report can be final."""
        return findings.open_entries(self.findings)

    @property
    def is_draft(self) -> bool:
        """Whether a finding keeps the report a draft."""
        return any(finding.blocks_final for finding in self.findings)

    @cached_property
    def charts(self) -> Mapping[str, "Chart"]:
        """The charts that the data allows, by name."""
        from jixiao.illustrate import illustrate

        return illustrate(self)

    @cached_property
    def document(self) -> dict[str, Any]:
        """The report as one document model."""
        from jixiao.report import compose

        return compose(self)

    @cached_property
    def digests(self) -> dict[str, Any]:
        """The digests of inputs, rules and code."""
        return seal.seal(self.facts.digests, self.params.model_dump())

    def show(self, part: str) -> "Shown":
        """Return a part of the report or of a working paper (see `jixiao.parts`), such as ``funds``."""
        from jixiao.parts import show

        return show(self, part)

    def _subjects(self) -> frozenset[str]:
        """What a person can decide about under some rule pack: ids of the project, codes of the rules, the rate."""
        own = {item.id for item in self.sheet.items}
        return frozenset(own | {rule.code for rule in self.rules.indicators} | {scoring.EXECUTION})

    def _material(self) -> frozenset[str]:
        """The material that is there: tables with rows, and the report's text where figures were taken from it."""
        is_complete = "stated" not in self.facts.filled or self._evaluated_report() is not None
        return self.facts.filled | ({"report"} if is_complete else frozenset())

    def _evaluated_report(self) -> Any:
        # A project may confirm figures of other documents too; the report is the one that states the most.
        documents = Counter(str(row["doc"]) for row in self.facts.tables.get("stated", ()))
        named = sorted(documents, key=lambda name: (-documents[name], name))
        return next((self.facts.sources[name] for name in named if name in self.facts.sources), None)
