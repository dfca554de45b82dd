"""What the tables hold."""

import click

from jixiao.commands.declaring import declared
from jixiao.language import text


def command() -> click.Command:
    """Return the command."""
    return declared("tables", _called, [
        click.Argument(["name"], required=False, metavar=text("cli.tables.name")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.tables.json")),
    ])  # fmt: skip


def _called(name: str | None, as_json: bool) -> int:
    from jixiao.commands.tables import as_json_text, told

    click.echo(as_json_text(name) if as_json else told(name))
    return 0
