"""What can be computed, before anything is run."""

from collections.abc import Sequence

import click

from jixiao.commands.declaring import declared, typed
from jixiao.language import text


def command() -> click.Command:
    """Return the command."""
    return declared("check", _called, [
        click.Argument(["params"], metavar=text("cli.run.params")),
        click.Option(["-p", "settings"], type=(str, str), multiple=True, metavar="NAME VALUE",
                     help=text("cli.run.set")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.check.json")),
    ])  # fmt: skip


def _called(params: str, settings: Sequence[tuple[str, str]], as_json: bool) -> int:
    from jixiao.commands.check import as_json_text, told
    from jixiao.folders import find_params
    from jixiao.language import preferred
    from jixiao.readiness import look

    found = look(find_params(params), dict(settings), preferred())
    click.echo(as_json_text(found) if as_json else typed(told(found, params)))
    return found.exit_code
