"""A trace: the steps by which one result came about, as a run keeps them and as every reader sees them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jixiao import document as doc
from jixiao.document import Block
from jixiao.language import LANGUAGES, text
from jixiao.tracing.places import placed, source_of

REGISTER = "traces"
COLUMNS = ("code", "kind", *(f"title_{language}" for language in LANGUAGES), "step",
           *(f"words_{language}" for language in LANGUAGES), "value", "places")  # fmt: skip
_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace.

    Attributes:
        key: What kind of step it is (``trace.step`` of the catalogue), such as ``operand`` or ``lost``.
        words: What it says, in the language of the trace.
        value: The exact value, where the step has one: a number, a fraction or the text of a cell.
        places: Where that stands: ``file:row:column``, the rows of a column that was added up as ``2-9``.
    """

    key: str
    words: str
    value: str = ""
    places: tuple[str, ...] = ()

    def shown(self, language: str, named: str = "") -> str:
        """Return the words with the places behind them; a source that was `named` just before is not named again."""
        where = text("trace.and", language).join(placed(place, language, named) for place in self.places)
        return text("trace.at", language, words=self.words, where=where) if where else self.words


@dataclass(frozen=True, slots=True)
class Trace:
    """How one result came about.

    Attributes:
        code: What a reader calls it: ``I13``, ``execution``, ``funding_rate``, ``F03``, the key of a check, ``total``.
        kind: ``score``, ``execution``, ``indicator``, ``check``, ``finding`` or ``total``.
        title: What it is and what came out, in one line.
        steps: In the order of the argument.
    """

    code: str
    kind: str
    title: str
    steps: tuple[Step, ...]

    def blocks(self, language: str) -> list[Block]:
        """Return the steps as a list; a step of the same kind as the one before it has no label of its own."""
        items: list[list[doc.Inline]] = []
        before = named = ""
        for step in self.steps:
            label = text("trace.label", language, label=text(f"trace.step.{step.key}", language))
            told = step.shown(language, named if step.key == before else "")
            items.append([told] if step.key == before else [doc.strong(label), told])
            before, named = step.key, next((source for place in step.places if (source := source_of(place))), "")
        return [doc.bullets(items)]

    def as_text(self, language: str) -> str:
        """Return the same for a terminal, without any formatting."""
        lines = [self.title if self.title.startswith(f"{self.code} ") else f"{self.code}  {self.title}"]
        for block in self.blocks(language):
            lines += [f"  - {doc.plain(item)}" for item in block["items"]]
        return "\n".join(lines)

    def as_data(self) -> dict[str, Any]:
        """Return the same for programs."""
        steps = [{"step": step.key, "words": step.words, "value": step.value, "places": list(step.places)}
                 for step in self.steps]  # fmt: skip
        return {"code": self.code, "kind": self.kind, "title": self.title, "steps": steps}


def register(spoken: Mapping[str, Sequence[Trace]]) -> dict[str, Any]:
    """Return the register of the traces, one row per step, both languages side by side.

    Args:
        spoken: The same traces by language.
    """
    rows = []
    for same in zip(*(spoken[language] for language in LANGUAGES), strict=True):
        first = same[0]
        titles = [trace.title for trace in same]
        for steps in zip(*(trace.steps for trace in same), strict=True):
            words = [step.words for step in steps]
            rows.append([first.code, first.kind, *titles, steps[0].key, *words, steps[0].value,
                         _SEPARATOR.join(steps[0].places)])  # fmt: skip
    return {"columns": list(COLUMNS), "rows": rows}


def from_register(table: Mapping[str, Any], language: str) -> tuple[Trace, ...]:
    """Return the traces that a register holds, in one language.

    Raises:
        ValueError: It is no register of traces.
        KeyError: It lacks a part of one.
    """
    at = {name: table["columns"].index(name) for name in COLUMNS}
    found: dict[tuple[str, ...], list[Step]] = {}
    for row in table["rows"]:
        head = tuple(row[at[name]] for name in ("code", "kind", f"title_{language}"))
        places = tuple(filter(None, row[at["places"]].split(_SEPARATOR)))
        step = Step(row[at["step"]], row[at[f"words_{language}"]], row[at["value"]], places)
        found.setdefault(head, []).append(step)
    return tuple(Trace(code, kind, title, tuple(steps)) for (code, kind, title), steps in found.items())


def find(traces: Iterable[Trace], code: str) -> tuple[Trace, ...]:
    """Return the traces of what a reader calls `code`, in whatever case it is written."""
    wanted = code.strip().casefold()
    return tuple(trace for trace in traces if trace.code.casefold() == wanted)
