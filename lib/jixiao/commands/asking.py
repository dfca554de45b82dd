"""The commands that ask a run: why a result is as it is, and what if something were otherwise."""

from collections.abc import Callable, Sequence

import click

from jixiao.language import text

MINUS = "\u2212"
Make = Callable[..., click.Command]
"""Makes a command from its name, its function and its parameters, with the options that all commands share."""


def why_command(make: Make) -> click.Command:
    """Return ``jixiao why``."""
    return make("why", _why, [
        click.Argument(["run"], metavar=text("cli.why.run")),
        click.Argument(["code"], metavar=text("cli.why.code")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.why.json")),
    ], short_help=text("cli.why.short"))  # fmt: skip


def whatif_command(make: Make) -> click.Command:
    """Return ``jixiao whatif``."""
    return make("whatif", _whatif, [
        click.Argument(["run"], metavar=text("cli.whatif.run")),
        click.Option(["--weight", "weights"], multiple=True, metavar="I13=8", help=text("cli.whatif.weight")),
        click.Option(["--value", "values"], multiple=True, metavar="I13=95", help=text("cli.whatif.value")),
        click.Option(["--disallow", "vouchers"], multiple=True, metavar="NO", help=text("cli.whatif.disallow")),
        click.Option(["--pack"], default="", metavar="CODE", help=text("cli.whatif.pack")),
        click.Option(["--current-data"], is_flag=True, help=text("cli.whatif.current-data")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.whatif.json")),
    ], short_help=text("cli.whatif.short"))  # fmt: skip


def _why(run: str, code: str, as_json: bool) -> int:
    from jixiao.commands.why import as_json_text, told

    click.echo(as_json_text(run, code) if as_json else typed(told(run, code)))
    return 0


def _whatif(run: str, weights: Sequence[str], values: Sequence[str], vouchers: Sequence[str], pack: str,
            current_data: bool, as_json: bool) -> int:  # fmt: skip
    from jixiao.commands.whatif import as_json_text, parse, told, try_run
    from jixiao.whatif import Changes

    changes = Changes(parse("--weight", weights), parse("--value", values), tuple(vouchers), pack)
    tried = try_run(run, changes, current_data)
    click.echo(as_json_text(tried) if as_json else typed(told(tried)))
    return 0


def typed(words: str) -> str:
    """Return words with the hyphen for the minus sign, which the consoles of Chinese Windows cannot show."""
    return words.replace(MINUS, "-")
