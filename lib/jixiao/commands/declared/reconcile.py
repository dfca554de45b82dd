"""Check a written report alone."""

import click

from jixiao.commands.declaring import declared
from jixiao.language import text

FAILING = ("contradicted", "review")


def command() -> click.Command:
    """Return the command."""
    return declared("reconcile", _called, [
        click.Argument(["file"], metavar=text("cli.reconcile.file")),
        click.Option(["--all", "everything"], is_flag=True, help=text("cli.reconcile.all")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.reconcile.json")),
        click.Option(["--html"], metavar="FILE", help=text("cli.reconcile.html")),
        click.Option(["--fail-on"], type=click.Choice(FAILING), help=text("cli.reconcile.fail-on")),
    ])  # fmt: skip


def _called(file: str, html: str | None, as_json: bool, everything: bool, fail_on: str | None) -> int:
    from jixiao.commands.reconcile import answer, exit_code

    reading, told = answer(file, html, as_json, everything)
    click.echo(told)
    return exit_code(reading, fail_on)
