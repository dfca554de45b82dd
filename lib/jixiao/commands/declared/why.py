"""Where a number comes from."""

import click

from jixiao.commands.declaring import declared, typed
from jixiao.language import text


def command() -> click.Command:
    """Return the command."""
    return declared("why", _called, [
        click.Argument(["run"], metavar=text("cli.why.run")),
        click.Argument(["code"], metavar=text("cli.why.code")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.why.json")),
    ])  # fmt: skip


def _called(run: str, code: str, as_json: bool) -> int:
    from jixiao.commands.why import as_json_text, told

    click.echo(as_json_text(run, code) if as_json else typed(told(run, code)))
    return 0
