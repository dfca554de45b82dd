"""A project from the files that people have."""

from typing import Any

import click

from jixiao.commands.declaring import declared
from jixiao.language import text
from jixiao.quantities import YUAN_PER_UNIT


def command() -> click.Command:
    """Return the command."""
    return declared("new", _called, [
        click.Argument(["name"], metavar=text("cli.new.name")),
        click.Option(["--from", "first"], multiple=True, metavar=text("cli.new.file"), help=text("cli.new.from")),
        click.Argument(["files"], nargs=-1, metavar=text("cli.new.files")),
        click.Option(["--yes", "takes_proposals"], is_flag=True, help=text("cli.new.yes")),
        click.Option(["--mapping"], metavar=text("cli.new.file"), help=text("cli.new.mapping")),
        click.Option(["--repair", "leaves_unreadable"], is_flag=True, help=text("cli.new.repair")),
        click.Option(["--unit"], default="", metavar=text("cli.new.unit-name"), help=text("cli.new.unit")),
        click.Option(["--year"], default="", metavar="YYYY", help=text("cli.new.year")),
        click.Option(["--money-unit"], type=click.Choice(tuple(YUAN_PER_UNIT)), help=text("cli.new.money-unit")),
        click.Option(["--fund-source"], default="", metavar=text("cli.new.name-of-source"),
                     help=text("cli.new.fund-source")),
        click.Option(["--replace", "replaces"], is_flag=True, help=text("cli.new.replace")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.new.json")),
    ])  # fmt: skip


def _called(**given: Any) -> int:
    from jixiao.commands.new import run

    run(**given)
    return 0
