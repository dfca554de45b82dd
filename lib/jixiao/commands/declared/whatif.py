"""A trial beside the official result."""

from collections.abc import Sequence

import click

from jixiao.commands.declaring import declared, typed
from jixiao.language import text


def command() -> click.Command:
    """Return the command."""
    return declared("whatif", _called, [
        click.Argument(["run"], metavar=text("cli.whatif.run")),
        click.Option(["--weight", "weights"], multiple=True, metavar="I13=8", help=text("cli.whatif.weight")),
        click.Option(["--value", "values"], multiple=True, metavar="I13=95", help=text("cli.whatif.value")),
        click.Option(["--disallow", "vouchers"], multiple=True, metavar="NO", help=text("cli.whatif.disallow")),
        click.Option(["--pack"], default="", metavar="CODE", help=text("cli.whatif.pack")),
        click.Option(["--current-data"], is_flag=True, help=text("cli.whatif.current-data")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.whatif.json")),
    ])  # fmt: skip


def _called(run: str, weights: Sequence[str], values: Sequence[str], vouchers: Sequence[str], pack: str,
            current_data: bool, as_json: bool) -> int:  # fmt: skip
    from jixiao.commands.whatif import as_json_text, parse, told, try_run
    from jixiao.whatif import Changes

    changes = Changes(parse("--weight", weights), parse("--value", values), tuple(vouchers), pack)
    tried = try_run(run, changes, current_data)
    click.echo(as_json_text(tried) if as_json else typed(told(tried)))
    return 0
