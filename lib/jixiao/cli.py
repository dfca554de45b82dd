"""The command line: a thin layer that parses, calls one function and prints."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from jixiao import __version__
from jixiao.commands.declared import commands
from jixiao.commands.wording import WordedGroup, paragraph, usage_message
from jixiao.exceptions import EXIT_BUG, EXIT_INTERRUPTED, JixiaoError, ParameterError
from jixiao.language import DEFAULT_LANGUAGE, LANGUAGE_VARIABLE, LANGUAGES, preferred, text


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit with a documented code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    os.environ[LANGUAGE_VARIABLE] = _language(given)
    sys.exit(_guarded(given))


def _guarded(given: list[str]) -> int:
    from jixiao.runs.interrupt import interruptible

    try:
        with interruptible():
            return application().main(given, prog_name="jixiao", standalone_mode=False) or 0
    except (KeyboardInterrupt, click.Abort):
        _complain(text("cli.interrupted"))
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        _complain(usage_message(error))
        return ParameterError.exit_code
    except JixiaoError as error:
        _complain(error.message().strip())
        if "--debug" in given:
            _show_traceback()
        return error.exit_code
    except Exception as error:
        return _report_bug(error, "--debug" in given)


def application() -> click.Group:
    """Return the program with all its commands, worded in the preferred language."""
    group = WordedGroup(
        "jixiao", help=paragraph("cli.program.help"), options_metavar=text("cli.options-metavar"),
        subcommand_metavar=text("cli.command-metavar"), callback=lambda **_: None, no_args_is_help=True,
        params=[
            click.Option(["--lang"], type=click.Choice(LANGUAGES), help=text("cli.lang-option")),
            click.Option(["--debug"], is_flag=True, help=text("cli.debug-option")),
            click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False,
                         callback=_print_version, help=text("cli.version-option")),
        ],
    )  # fmt: skip
    for command in commands():
        group.add_command(command)
    return group


def _language(given: Sequence[str]) -> str:
    wanted = [value for flag, value in zip(given, given[1:], strict=False) if flag == "--lang"]
    wanted += [word.removeprefix("--lang=") for word in given if word.startswith("--lang=")]
    return wanted[-1] if wanted and wanted[-1] in LANGUAGES else preferred() or DEFAULT_LANGUAGE


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"jixiao {__version__}")
        ctx.exit()


def _complain(message: str) -> None:
    click.echo(message, err=True)


def _show_traceback() -> None:
    import traceback

    _complain(traceback.format_exc())


def _report_bug(error: Exception, debug: bool) -> int:
    import tempfile
    import traceback

    if debug:
        _show_traceback()
    folder = Path("outputs") if Path("outputs").is_dir() else Path(tempfile.gettempdir())
    file = folder / "jixiao-error.txt"
    try:
        file.write_text(traceback.format_exc(), encoding="utf-8", newline="\n")
    except OSError:
        file = Path("-")
    found = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    _complain(text("cli.bug", error=found, file=file.as_posix()))
    return EXIT_BUG
