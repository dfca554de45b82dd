"""Run one evaluation."""

import sys
from collections.abc import Sequence

import click

from jixiao.commands.declaring import declared
from jixiao.language import text

SEVERITY_NAMES = ("high", "medium", "low")


def command() -> click.Command:
    """Return the command."""
    return declared("run", _called, [
        click.Argument(["params"], metavar=text("cli.run.params")),
        click.Option(["-p", "settings"], type=(str, str), multiple=True, metavar="NAME VALUE",
                     help=text("cli.run.set")),
        click.Option(["--to", "formats"], default="html,pdf", metavar="html,pdf", help=text("cli.run.to")),
        click.Option(["--fail-on"], type=click.Choice(SEVERITY_NAMES), help=text("cli.run.fail-on")),
        click.Option(["--deadline"], type=float, default=900.0, metavar="S", help=text("cli.run.deadline")),
        click.Option(["--wait"], is_flag=True, help=text("cli.run.wait")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.run.json")),
        click.Option(["--quiet"], is_flag=True, help=text("cli.run.quiet")),
    ])  # fmt: skip


def _called(params: str, settings: Sequence[tuple[str, str]], formats: str, fail_on: str | None,
            deadline: float, wait: bool, as_json: bool, quiet: bool) -> int:  # fmt: skip
    from jixiao.commands.telling import as_json_text, headline, page_line
    from jixiao.folders import find_params
    from jixiao.run import run_project
    from jixiao.runs.exporting import checked_formats

    silent = quiet or as_json or not sys.stdout.isatty()
    result = run_project(
        find_params(params), dict(settings), formats=checked_formats(formats), deadline=deadline,
        wait_for_lock=wait, fail_on=fail_on,
        progress=None if silent else lambda page, seconds: click.echo(page_line(page, seconds)),
    )  # fmt: skip
    if as_json:
        click.echo(as_json_text(result, fail_on))
    elif not quiet:
        click.echo(headline(result))
    return result.exit_code(fail_on)
