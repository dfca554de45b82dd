"""The commands with their arguments and options; each calls one function and prints what it returns."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from jixiao.commands.wording import WordedCommand, paragraph
from jixiao.language import LANGUAGES, text
from jixiao.rulebook import NEWEST

MINUS = "\u2212"
SEVERITY_NAMES = ("high", "medium", "low")
FAILING = ("contradicted", "review")


def commands() -> Iterator[click.Command]:
    """Yield all commands, worded in the preferred language."""
    yield from (_run_command(), _draft_command(), _reconcile_command(), _tables_command(), _rules_command(),
                _why_command(), _whatif_command(), _demo_command(), _doctor_command(), _lab_command())  # fmt: skip


def _command(name: str, callback: Any, params: list[click.Parameter], **settings: Any) -> click.Command:
    # every command takes --lang and --debug too, because users write them last; `main` has read them
    params += [
        click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False,
                     help=text("cli.lang-option")),
        click.Option(["--debug"], is_flag=True, help=text("cli.debug-option"), expose_value=False),
    ]
    return WordedCommand(name, callback=callback, params=params, help=paragraph(f"cli.{name}.help"),
                         options_metavar=text("cli.options-metavar"), **settings)  # fmt: skip


def _run_command() -> click.Command:
    return _command("run", _run, [
        click.Argument(["params"], metavar=text("cli.run.params")),
        click.Option(["-p", "settings"], type=(str, str), multiple=True, metavar="NAME VALUE",
                     help=text("cli.run.set")),
        click.Option(["--to", "formats"], default="html,pdf", metavar="html,pdf", help=text("cli.run.to")),
        click.Option(["--fail-on"], type=click.Choice(SEVERITY_NAMES), help=text("cli.run.fail-on")),
        click.Option(["--deadline"], type=float, default=900.0, metavar="S", help=text("cli.run.deadline")),
        click.Option(["--wait"], is_flag=True, help=text("cli.run.wait")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.run.json")),
        click.Option(["--quiet"], is_flag=True, help=text("cli.run.quiet")),
    ], short_help=text("cli.run.short"))  # fmt: skip


def _run(params: str, settings: Sequence[tuple[str, str]], formats: str, fail_on: str | None,
         deadline: float, wait: bool, as_json: bool, quiet: bool) -> int:  # fmt: skip
    from jixiao.commands.telling import as_json_text, headline, page_line
    from jixiao.run import run_project
    from jixiao.runs.exporting import checked_formats

    silent = quiet or as_json or not sys.stdout.isatty()
    result = run_project(
        Path(params), dict(settings), formats=checked_formats(formats), deadline=deadline,
        wait_for_lock=wait, fail_on=fail_on,
        progress=None if silent else lambda page, seconds: click.echo(page_line(page, seconds)),
    )  # fmt: skip
    if as_json:
        click.echo(as_json_text(result, fail_on))
    elif not quiet:
        click.echo(headline(result))
    return result.exit_code(fail_on)


def _draft_command() -> click.Command:
    return _command("draft", _draft, [
        click.Argument(["params"], metavar=text("cli.draft.params")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.draft.json")),
    ], short_help=text("cli.draft.short"))  # fmt: skip


def _draft(params: str, as_json: bool) -> int:
    from jixiao.commands.draft import answer

    click.echo(answer(params, as_json))
    return 0


def _reconcile_command() -> click.Command:
    return _command("reconcile", _reconcile, [
        click.Argument(["file"], metavar=text("cli.reconcile.file")),
        click.Option(["--all", "everything"], is_flag=True, help=text("cli.reconcile.all")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.reconcile.json")),
        click.Option(["--html"], metavar="FILE", help=text("cli.reconcile.html")),
        click.Option(["--fail-on"], type=click.Choice(FAILING), help=text("cli.reconcile.fail-on")),
    ], short_help=text("cli.reconcile.short"))  # fmt: skip


def _reconcile(file: str, html: str | None, as_json: bool, everything: bool, fail_on: str | None) -> int:
    from jixiao.commands.reconcile import answer, exit_code

    reading, told = answer(file, html, as_json, everything)
    click.echo(told)
    return exit_code(reading, fail_on)


def _tables_command() -> click.Command:
    return _command("tables", _tables, [
        click.Argument(["name"], required=False, metavar=text("cli.tables.name")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.tables.json")),
    ], short_help=text("cli.tables.short"))  # fmt: skip


def _tables(name: str | None, as_json: bool) -> int:
    from jixiao.commands.tables import as_json_text, told

    click.echo(as_json_text(name) if as_json else told(name))
    return 0


def _rules_command() -> click.Command:
    return _command("rules", _rules, [
        click.Argument(["code"], required=False, metavar=text("cli.rules.code")),
        click.Option(["--as-of", "as_of"], default=NEWEST, metavar="YYYY-MM-DD", help=text("cli.rules.as-of")),
        click.Option(["--pack"], metavar="CODE", help=text("cli.rules.pack")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.rules.json")),
        click.Option(["--html", "folder"], metavar="FOLDER", help=text("cli.rules.html")),
        click.Option(["--check"], is_flag=True, help=text("cli.rules.check")),
    ], short_help=text("cli.rules.short"))  # fmt: skip


def _rules(**given: Any) -> int:
    from jixiao.commands.rules import answer

    click.echo(answer(**given))
    return 0


def _why_command() -> click.Command:
    return _command("why", _why, [
        click.Argument(["run"], metavar=text("cli.why.run")),
        click.Argument(["code"], metavar=text("cli.why.code")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("cli.why.json")),
    ], short_help=text("cli.why.short"))  # fmt: skip


def _whatif_command() -> click.Command:
    return _command("whatif", _whatif, [
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


def _demo_command() -> click.Command:
    return _command("demo-data", _demo, [
        click.Option(["--root"], default=".", metavar="FOLDER", help=text("cli.demo-data.root")),
    ])  # fmt: skip


def _demo(root: str) -> int:
    from jixiao.demo import write_demo
    from jixiao.runs.store import storage_errors

    with storage_errors():
        write_demo(Path(root))
    click.echo(text("cli.demo-written", path=Path(root).as_posix()))
    return 0


def _doctor_command() -> click.Command:
    return _command("doctor", _doctor, [])


def _doctor() -> int:
    from jixiao.commands.doctor import examine

    return examine(click.echo)


def _lab_command() -> click.Command:
    return _command("lab", _lab, [click.Argument(["extra"], nargs=-1, type=click.UNPROCESSED, metavar="...")],
                    short_help=text("cli.lab.short"))  # fmt: skip


def _lab(extra: Sequence[str]) -> int:
    from jixiao.commands.lab import start_lab

    return start_lab(extra)
