"""Take the figures of the documents as proposals."""

import click

from jixiao.commands.declaring import declared
from jixiao.language import text


def command() -> click.Command:
    """Return the command."""
    return declared("draft", _called, [
        click.Argument(["params"], metavar=text("cli.draft.params")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.draft.json")),
    ])  # fmt: skip


def _called(params: str, as_json: bool) -> int:
    from jixiao.commands.draft import answer

    click.echo(answer(params, as_json))
    return 0
