"""What ``jixiao run`` prints: the headline for people, or JSON for programs."""

import json
from pathlib import Path

from jixiao.language import text
from jixiao.run import RunResult


def page_line(page: str, seconds: float) -> str:
    """Return the line that tells that a page is done."""
    return text("run.page", page=page, seconds=f"{seconds:.1f}")


def headline(result: RunResult) -> str:
    """Return score or why there is none, findings and paths, in the language of the report."""

    def say(key: str, **fields: object) -> str:
        return text(f"run.{key}", result.language, **fields)

    lines = [say("done", project=result.project, seconds=f"{result.seconds:.1f}")]
    if result.score is None:
        lines.append(result.reason or say("no-reason"))
    else:
        lines.append(say("score", score=result.score) + (say("caveat") if result.is_indicative else ""))
    if result.is_draft:
        lines.append(say("draft", number=result.open_entries))
    lines.append(say("findings", **result.findings))
    lines += [say("worst", number=number, title=title) for number, title in enumerate(result.worst, 1)]
    lines += [say("report", path=shown(result, path)) for path in result.reports]
    lines.append(say("folder", path=shown(result, result.folder)))
    return "\n".join([*lines, say("digest", digest=result.core_digest)])


def as_json_text(result: RunResult, fail_on: str | None) -> str:
    """Return the result as one JSON object, its paths relative to the workbook."""
    told = {
        "run_id": result.run_id, "project": result.project, "core_digest": result.core_digest,
        "score": result.score, "reason": result.reason, "is_indicative": result.is_indicative,
        "is_draft": result.is_draft, "open_entries": result.open_entries,
        "findings": dict(result.findings),
        "worst": list(result.worst), "folder": shown(result, result.folder),
        "reports": [shown(result, path) for path in result.reports], "seconds": result.seconds,
        "exit_code": result.exit_code(fail_on),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)


def shown(result: RunResult, path: Path) -> str:
    """Return a path relative to the workbook, with ``/``."""
    return path.relative_to(result.folder.parents[2]).as_posix()
