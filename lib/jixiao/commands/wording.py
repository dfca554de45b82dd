"""click in the words of our catalogue: help pages and usage errors in the language of the user."""

from typing import Any

import click

from jixiao.language import text


class WordedCommand(click.Command):
    """A command whose help page is in the language of the catalogue."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=text("cli.usage"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(text("cli.options")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = text("cli.help-option")
        return option


class WordedGroup(WordedCommand, click.Group):
    """A group of commands whose help page is in the language of the catalogue."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of options, then that of commands."""
        WordedCommand.format_options(self, ctx, formatter)
        rows = [(name, self.commands[name].get_short_help_str(80)) for name in self.list_commands(ctx)]
        with formatter.section(text("cli.commands")):
            formatter.write_dl(rows)


def paragraph(key: str) -> str:
    """Return a help text whose lines click must not join."""
    return f"\b\n{text(key).strip()}"


def usage_message(error: click.ClickException) -> str:
    """Return what is wrong with a command line, and where help is found."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "jixiao"
    return f"{_sentence(error)}\n{text('cli.usage-error.see-help', command=command)}"


def _sentence(error: Any) -> str:
    if isinstance(error, click.NoSuchOption):
        return text("cli.usage-error.no-such-option", name=error.option_name, hint=_hint(error.possibilities))
    if isinstance(error, click.MissingParameter):
        return _missing(error)
    if isinstance(error, click.BadParameter):
        return text("cli.usage-error.bad-value", name=_name(error.param), found=error.message)
    if type(error).__name__ == "NoSuchCommand":
        possible = getattr(error, "possibilities", None)
        return text("cli.usage-error.no-such-command", name=error.command_name, hint=_hint(possible))
    return text("cli.usage-error.other", found=error.format_message())


def _missing(error: click.MissingParameter) -> str:
    """Return what must be added to a command; a project that is not named gets its own sentence."""
    asks_for_project = error.param is not None and error.param.name == "params"
    command = error.ctx.command_path if error.ctx else "jixiao"
    return text(f"cli.usage-error.missing{'-params' if asks_for_project else ''}", name=_name(error.param),
                command=command).strip()  # fmt: skip


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return param.opts[0]
    return param.human_readable_name if param else "-"


def _hint(possible: Any) -> str:
    return text("cli.usage-error.did-you-mean", known=", ".join(sorted(possible))) if possible else ""
