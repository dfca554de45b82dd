"""The catalogue of rules."""

from typing import Any

import click

from jixiao.commands.declaring import declared
from jixiao.language import text
from jixiao.rulebook import NEWEST


def command() -> click.Command:
    """Return the command."""
    return declared("rules", _called, [
        click.Argument(["code"], required=False, metavar=text("cli.rules.code")),
        click.Option(["--as-of", "as_of"], default=NEWEST, metavar="YYYY-MM-DD", help=text("cli.rules.as-of")),
        click.Option(["--pack"], metavar="CODE", help=text("cli.rules.pack")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.rules.json")),
        click.Option(["--html", "folder"], metavar="FOLDER", help=text("cli.rules.html")),
        click.Option(["--check"], is_flag=True, help=text("cli.rules.check")),
    ])  # fmt: skip


def _called(**given: Any) -> int:
    from jixiao.commands.rules import answer

    click.echo(answer(**given))
    return 0
