"""What is wrong with the installation."""

import click

from jixiao.commands.declaring import declared


def command() -> click.Command:
    """Return the command."""
    return declared("doctor", _called, [])


def _called() -> int:
    from jixiao.commands.doctor import examine

    return examine(click.echo)
