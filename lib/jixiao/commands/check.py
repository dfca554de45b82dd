"""What ``jixiao check`` prints: lights of tables, indicators and the score, then the most useful steps."""

import json
from collections.abc import Iterator, Sequence

from jixiao.catalogue.lines import aligned, folded, for_consoles
from jixiao.language import text
from jixiao.readiness import ABSENT, BROKEN, PARTLY, READY, Light, Readiness, Step

WIDTH, INDENT = 96, "      "
# The first lines of a long list show what is wrong; the rest are in the JSON.
MOST_REASONS = 4


def told(found: Readiness, params: str) -> str:
    """Return the lights for a person.

    Args:
        found: What can be computed.
        params: The parameter file as the user wrote it.
    """
    return "\n".join(for_consoles(line) for line in _lines(found, params))


def as_json_text(found: Readiness) -> str:
    """Return the lights for programs."""
    told = {
        "project": found.project, "params": dict(found.params), "can_run": found.refused is None,
        "exit_code": found.exit_code, "error": found.refused.code if found.refused else None,
        "counts": {state: found.count(state) for state in (READY, PARTLY, ABSENT, BROKEN)},
        "lights": [_as_data(light, found) for light in found.lights], "unneeded": list(found.unneeded),
        "next": [{**_step(step, found), "helps": number} for step, number in found.steps],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1)


def _lines(found: Readiness, params: str) -> Iterator[str]:
    say = found.language
    yield text("readiness.heading", say, project=found.project, name=found.name)
    if not found.refused:
        yield text("readiness.settings", say, year=found.params["rules_as_of"][:4], pack=found.params["rule_pack"],
                   day=found.params["rules_as_of"])  # fmt: skip
    for group in ("tables", "indicators", "points", "score"):
        lights = found.of(group)
        if lights:
            yield from ("", text(f"readiness.{group}", say), *_group(group, lights, say))
        if group == "tables" and found.unneeded:
            names = text("readiness.comma", say).join(found.files[name] for name in found.unneeded)
            yield "  " + text("readiness.unneeded", say, names=names)
    yield from ("", *_next(found), "", found.summary)
    yield text("readiness.cannot-run" if found.refused else "readiness.run", say, params=params)


def _group(group: str, lights: Sequence[Light], language: str) -> Iterator[str]:
    told_apart = group == "points" or any(light.state == BROKEN for light in lights)
    shown = [light for light in lights if not told_apart or light.state != READY]
    heads = aligned([[text(f"readiness.state.{light.state}", language), light.id, light.label, light.note]
                     for light in shown])  # fmt: skip
    for head, light in zip(heads if shown else (), shown, strict=True):
        yield head
        yield from _reasons(light)
    ready = [light.id for light in lights if told_apart and light.state == READY]
    if ready:
        names, key = text("readiness.comma", language).join(ready), "all-ready" if group == "points" else "readable"
        told = text(f"readiness.{key}", language, number=len(ready), names=names)
        first, *others = folded(told, WIDTH - len(INDENT))
        yield from (f"  {first}", *(f"{INDENT}{line}" for line in others))
    if group == "score" and lights[0].state == READY:
        yield INDENT + text("readiness.has-total", language)


def _reasons(light: Light) -> Iterator[str]:
    left = len(light.reasons) - MOST_REASONS
    for reason in light.reasons[:MOST_REASONS]:
        yield from (f"{INDENT}{line}" for line in folded(reason, WIDTH - len(INDENT)))
    if left > 0:
        yield f"{INDENT}(+{left})"


def _next(found: Readiness) -> Iterator[str]:
    steps = found.steps
    yield text("readiness.next" if steps else "readiness.complete", found.language)
    for place, (step, number) in enumerate(steps, 1):
        lines = folded(found.sentence(step), WIDTH - 5)
        # How much it helps stays in one piece.
        helps = text("readiness.helps", found.language, number=number)
        last = folded(lines[-1] + helps, WIDTH - 5)
        first, *others = [*lines[:-1], *(last if len(last) == 1 else [lines[-1], helps.strip()])]
        yield from (f"  {place}. {first}", *(f"     {line}" for line in others))


def _as_data(light: Light, found: Readiness) -> dict[str, object]:
    return {
        "group": light.group, "id": light.id, "label": light.label, "state": light.state,
        "computed": light.is_computed, "reasons": list(light.reasons),
        "steps": [_step(step, found) for step in light.steps],
    }  # fmt: skip


def _step(step: Step, found: Readiness) -> dict[str, object]:
    return {"do": step.key, "table": step.table, "column": step.column, "rows": list(step.rows),
            "names": list(step.names), "text": found.sentence(step)}  # fmt: skip
