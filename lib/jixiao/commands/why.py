"""What ``jixiao why`` prints: where a result of one run comes from, as that run kept it."""

import json
from pathlib import Path

from jixiao.exceptions import ParameterError
from jixiao.intake.nearest import nearest, ranked
from jixiao.language import preferred, text
from jixiao.runs.lookup import find_run, project_of, read_json
from jixiao.tracing.trace import REGISTER, Trace, find, from_register

NEIGHBOURS = 5


def told(wanted: str, code: str) -> str:
    """Return the trace of `code` in the run `wanted` for a person.

    Raises:
        ParameterError: There is no such run or no such code.
        UnreadableInputError: The run keeps no traces, or they were changed since.
    """
    run = find_run(wanted)
    head = text("trace.head", run=run.absolute().name, project=project_of(run))
    return "\n\n".join([head, *(trace.as_text(preferred()) for trace in _found(run, code))])


def as_json_text(wanted: str, code: str) -> str:
    """Return the same for programs.

    Raises:
        ParameterError: There is no such run or no such code.
        UnreadableInputError: The run keeps no traces, or they were changed since.
    """
    run = find_run(wanted)
    found = {"run_id": run.absolute().name, "project": project_of(run), "language": preferred(),
             "traces": [trace.as_data() for trace in _found(run, code)]}  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1)


def _found(run: Path, code: str) -> tuple[Trace, ...]:
    known = from_register(read_json(run, f"core/registers/{REGISTER}.json"), preferred())
    found = find(known, code)
    if not found:
        codes = list(dict.fromkeys(trace.code for trace in known))
        raise ParameterError("no-such-trace", name=code[:80], run=run.absolute().name, nearest=nearest(code, codes),
                             known=", ".join(ranked(code, codes)[:NEIGHBOURS]))  # fmt: skip
    return found
