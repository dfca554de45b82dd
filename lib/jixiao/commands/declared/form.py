"""The official form of a run."""

import click

from jixiao.commands.declaring import declared
from jixiao.language import text

FORMATS = ("xlsx",)


def command() -> click.Command:
    """Return the command."""
    return declared("form", _called, [
        click.Argument(["run"], metavar=text("cli.form.run")),
        click.Option(["--out"], default="", metavar="FILE", help=text("cli.form.out")),
        click.Option(["--to"], type=click.Choice(FORMATS), default=FORMATS[0], expose_value=False,
                     help=text("cli.form.to")),
        click.Option(["--force"], is_flag=True, help=text("cli.form.force")),
        click.Option(["--current-data"], is_flag=True, help=text("cli.form.current-data")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.form.json")),
    ])  # fmt: skip


def _called(run: str, out: str, force: bool, current_data: bool, as_json: bool) -> int:
    from jixiao.commands.form import as_json_text, told, write

    done = write(run, out, force, current_data)
    click.echo(as_json_text(done) if as_json else told(done))
    return 0
