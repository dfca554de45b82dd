"""How a command is declared: its words from the catalogue, and the options that every command takes."""

from typing import Any

import click

from jixiao.commands.wording import WordedCommand, paragraph
from jixiao.language import LANGUAGES, text

MINUS = "\u2212"


def declared(name: str, callback: Any, params: list[click.Parameter]) -> click.Command:
    """Return a command; ``cli.<name>.help`` and ``cli.<name>.short`` are its words.

    Every command takes ``--lang`` and ``--debug`` too, because users write them last; the program has read them.
    """
    params += [
        click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=text("cli.lang-option")),
        click.Option(["--debug"], is_flag=True, help=text("cli.debug-option"), expose_value=False),
    ]
    return WordedCommand(name, callback=callback, params=params, help=paragraph(f"cli.{name}.help"),
                         short_help=text(f"cli.{name}.short"), options_metavar=text("cli.options-metavar"))  # fmt: skip


def typed(words: str) -> str:
    """Return words with the hyphen for the minus sign, which the consoles of Chinese Windows cannot show."""
    return words.replace(MINUS, "-")
