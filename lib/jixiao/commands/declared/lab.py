"""The pages in JupyterLab."""

from collections.abc import Sequence

import click

from jixiao.commands.declaring import declared


def command() -> click.Command:
    """Return the command."""
    return declared("lab", _called, [
        click.Argument(["extra"], nargs=-1, type=click.UNPROCESSED, metavar="..."),
    ])  # fmt: skip


def _called(extra: Sequence[str]) -> int:
    from jixiao.commands.lab import start_lab

    return start_lab(extra)
