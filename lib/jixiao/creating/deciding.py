"""From the sources to a plan without open questions: earlier decisions, a person's answers, or the proposals."""

import os
import re
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from jixiao.creating.model import Talk, Wish
from jixiao.exceptions import ParameterError, SchemaError
from jixiao.importing import mapping_of, plan_of, read_mapping, settled
from jixiao.importing.model import Answers, Plan
from jixiao.intake import limits
from jixiao.intake.files import read_bytes, shown
from jixiao.intake.trail import FOLDER
from jixiao.runs.store import make_folder, storage_errors, write_file
from jixiao.spreadsheets.model import Source

MAPPING = f"{FOLDER}/mapping.yaml"
# Such words every shell takes as they stand, names in Chinese too.
_PLAIN = re.compile(r"[\w./:+=@%-]+" if os.name != "nt" else r"[\w./:\\-]+")


def decided(wish: Wish, sources: Sequence[Source], target: Path, talk: Talk) -> Plan:
    """Return the plan of a project with every question answered.

    Args:
        wish: What is asked for.
        sources: The spreadsheets and forms as they were read.
        target: The project's folder; the decisions of the version before lie in it.
        talk: Whom to ask.

    Raises:
        ParameterError: Questions stay open; the mapping file to be filled in has been written beside the folder.
        SchemaError: An answer or a mapping file does not fit the sources.
    """
    answers = _answers(wish, sources, target)
    plan = plan_of(sources, wish.name, answers)
    while plan.questions:
        told = {question.key: answer for question in plan.questions if (answer := wish.answer(question.kind))
                and not question.answer}  # fmt: skip
        given = told or (plan.suggested if wish.takes_proposals else _asked(plan, sources, answers, talk))
        if not given:
            talk.stop(plan)
            raise _open(wish, sources, answers, target)
        answers = answers.with_values(given)
        plan = plan_of(sources, wish.name, answers)
    return plan


def _answers(wish: Wish, sources: Sequence[Source], target: Path) -> Answers:
    """Return the decisions of the mapping file that was given, else those of the version before where they fit."""
    if wish.mapping is not None:
        return _read(wish.mapping).with_values(wish.answers)
    if (target / MAPPING).is_file():
        before = _read(target / MAPPING).with_values(wish.answers)
        try:
            plan_of(sources, wish.name, before)
            return before
        except SchemaError:
            # Other sources: what was decided for the ones before tells nothing of them.
            pass
    return Answers(values=wish.answers)


def _read(path: Path) -> Answers:
    return read_mapping(read_bytes(path, limits.YAML_BYTES), shown(path))


def _asked(plan: Plan, sources: Sequence[Source], answers: Answers, talk: Talk) -> Mapping[str, str]:
    """Return a person's answers to the open questions; nothing where nobody is there."""
    given: dict[str, str] = {}
    for question in plan.questions:
        answer = talk.ask(question, plan)
        while answer is not None and (refused := _refused(plan, sources, answers, question.key, answer)):
            talk.complain(refused)
            answer = talk.ask(question, plan)
        if answer is None:
            return {}
        given[question.key] = answer
    return given


def _refused(plan: Plan, sources: Sequence[Source], answers: Answers, key: str, answer: str) -> SchemaError | None:
    try:
        plan_of(sources, plan.name, answers.with_values({key: answer}))
    except SchemaError as error:
        return error
    return None


def _open(wish: Wish, sources: Sequence[Source], answers: Answers, target: Path) -> ParameterError:
    """Write the mapping file with the proposals filled in, and return the error that names it."""
    plan = settled(sources, wish.name, answers)
    path = _write(target.parent, wish.name, mapping_of(plan))
    file = Path(os.path.relpath(path)).as_posix()
    fields = {"number": len(plan.questions), "file": file, "command": _command(wish, file)}
    if wish.mapping is not None and not path.samefile(wish.mapping):
        return ParameterError("new-still-open", given=str(wish.mapping), **fields)
    return ParameterError("new-open-questions" if plan.questions else "new-not-decided", **fields)


def _command(wish: Wish, file: str) -> str:
    """Return the call that carries out a mapping file, to be copied."""
    words = ["new", wish.name, "--from", *map(str, wish.paths), "--mapping", file]
    words += ["--repair"] if wish.leaves_unreadable else []
    return " ".join(["jixiao", *(word if _PLAIN.fullmatch(word) else _quoted(word) for word in words)])


def _quoted(word: str) -> str:
    return subprocess.list2cmdline([word]) if os.name == "nt" else shlex.quote(word)


def _write(folder: Path, name: str, content: bytes) -> Path:
    """Write a mapping file under a name that is free, or leave the one that says the same."""
    names = (f"{name}.mapping{end}.yaml" for end in ("", *(f"-{number}" for number in range(2, 1_000))))
    with storage_errors():
        make_folder(folder)
        for path in (folder / each for each in names):
            if path.exists() and path.read_bytes() != content:
                continue
            write_file(path, content)
            return path
    raise AssertionError("a thousand mapping files")
