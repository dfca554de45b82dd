"""The synthetic project."""

from pathlib import Path

import click

from jixiao.commands.declaring import declared
from jixiao.language import text


def command() -> click.Command:
    """Return the command."""
    return declared("demo-data", _called, [
        click.Option(["--root"], default=".", metavar="FOLDER", help=text("cli.demo-data.root")),
    ])  # fmt: skip


def _called(root: str) -> int:
    from jixiao.demo import write_demo
    from jixiao.runs.store import storage_errors

    with storage_errors():
        write_demo(Path(root))
    click.echo(text("cli.demo-written", path=Path(root).as_posix()))
    return 0
