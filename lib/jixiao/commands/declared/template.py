"""Write the workbook that people fill in."""

import click

from jixiao.commands.declaring import declared
from jixiao.language import text


def command() -> click.Command:
    """Return the command."""
    return declared("template", _called, [
        click.Argument(["folder"], metavar=text("cli.template.folder")),
        click.Option(["--project"], metavar="NAME", help=text("cli.template.project")),
    ])  # fmt: skip


def _called(folder: str, project: str | None) -> int:
    from jixiao.commands.template import answer

    click.echo(answer(folder, project))
    return 0
