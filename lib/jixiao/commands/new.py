"""What ``jixiao new`` asks and prints: how the files are understood, where every row went, and what comes next."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from jixiao.creating import Created, Wish, create
from jixiao.creating.account import account, cells, planned, say
from jixiao.creating.data import as_data, refused_as_data
from jixiao.creating.differences import differences
from jixiao.exceptions import JixiaoError
from jixiao.importing.choices import meant, shown
from jixiao.importing.model import Converted, Plan, Question
from jixiao.language import preferred, text


def run(name: str, first: tuple[str, ...], files: tuple[str, ...], mapping: str | None, as_json: bool,
        **given: Any) -> None:  # fmt: skip
    """Make a project and print what was done.

    Raises:
        JixiaoError: Nothing was written; the error says why and what to do.
    """
    paths = tuple(Path(file) for file in (*first, *files))
    wish = Wish(name, paths, mapping=Path(mapping) if mapping else None, **given)
    created = create(wish, Program() if as_json else Terminal())
    click.echo(json.dumps(as_data(created), ensure_ascii=False, indent=1) if as_json else "\n".join(ending(created)))

_AGAIN = ("", "?", "\uff1f")
"""What is typed to be asked again."""


class Program:
    """A program reads what is printed: nothing is asked, and open questions are told as data."""

    def ask(self, question: Question, plan: Plan) -> str | None:
        """Return no answer."""
        return None

    def complain(self, refused: JixiaoError) -> None:
        """Say nothing."""

    def stop(self, plan: Plan) -> None:
        """Print the open questions."""
        found = [{"kind": one.kind, "key": one.key, "fields": dict(one.fields), "proposed": one.answer,
                  "choices": list(one.choices)} for one in plan.questions]  # fmt: skip
        told = {"project": plan.name, "written": False, "questions": found}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1, default=str))

    def refuse(self, converted: Converted) -> None:
        """Print the cells that cannot be taken."""
        click.echo(json.dumps({"written": False, "refused": refused_as_data(converted)}, ensure_ascii=False, indent=1))

    def tell(self, created: Created) -> None:
        """Say nothing."""

    def agree(self) -> bool | None:
        """Return that nobody can agree."""
        return None


class Terminal(Program):
    """A person at a terminal; where the input is none, what is understood is told and nothing asked."""

    def __init__(self) -> None:
        self.is_there = sys.stdin.isatty() and sys.stdout.isatty()

    def ask(self, question: Question, plan: Plan) -> str | None:
        """Ask one question until the answer is one of the choices."""
        if not self.is_there:
            return None
        usual = shown(question.answer) if question.answer else ""
        while True:
            click.echo(f"\n{asked(question)}")
            for number, choice in enumerate(question.choices, 1):
                click.echo(f"  {number}  {shown(choice)}")
            typed = str(click.prompt(say("answer"), default=usual, show_default=bool(usual), type=str)).strip()
            if answer := answered(question, typed):
                return answer
            if typed not in _AGAIN:
                click.echo(say("choose", number=len(question.choices)))

    def complain(self, refused: JixiaoError) -> None:
        """Tell why an answer cannot be taken."""
        click.echo(refused.message(preferred()).strip())

    def stop(self, plan: Plan) -> None:
        """Tell how the files are understood, and every open question with its proposal."""
        click.echo("\n".join([*planned(plan), say("open", number=len(plan.questions))]))
        for number, question in enumerate(plan.questions, 1):
            proposal = say("proposal", answer=shown(question.answer)) if question.answer else say("no-proposal")
            found = text("new.and").join(map(shown, question.choices))
            choices = say("choices", choices=found) if found else ""
            click.echo(f"{number}. {asked(question)}{choices}{proposal}")

    def refuse(self, converted: Converted) -> None:
        """Tell which cells cannot be taken."""
        click.echo("\n".join([say("refused", number=len(converted.refused)), *cells(converted.refused)]))

    def tell(self, created: Created) -> None:
        """Tell what will be written, and what differs from the version before."""
        click.echo("\n".join([*account(created), *differences(created)]))

    def agree(self) -> bool | None:
        """Ask whether the changes are wanted."""
        return bool(click.confirm(say("agree"), default=False)) if self.is_there else None


def asked(question: Question) -> str:
    """Return a question as a sentence."""
    nothing = "-none" if question.kind == "fiscal-year" and not question.fields["found"] else ""
    return text(f"importing.question.{question.kind}{nothing}", **question.fields)


def answered(question: Question, typed: str) -> str:
    """Return what is meant by the number of a choice, its word, or its meaning; empty if it cannot be told."""
    if typed in _AGAIN:
        return ""
    if question.answer and typed == shown(question.answer):
        return question.answer
    if typed.isdecimal() and question.choices:
        return question.choices[int(typed) - 1] if 1 <= int(typed) <= len(question.choices) else ""
    answer = meant(typed, question.choices)
    return answer if answer in question.choices or question.is_free or not question.choices else ""


def ending(created: Created) -> Iterator[str]:
    """Yield what was done and the commands that come next."""
    fields = {"project": created.name, "folder": f"data/{created.name}", "params": created.params}
    if not created.is_written:
        yield say("declined" if created.changes else "unchanged", **fields)
        return
    yield say("done" if created.is_new else "done-again", **fields)
    yield say("next", **fields).strip()
