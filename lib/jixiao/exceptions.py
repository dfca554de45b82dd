"""One class per situation that a user can repair, each with its exit code."""

from typing import Any, ClassVar


class JixiaoError(Exception):
    """An error shown to the user without a traceback.

    The sentence stands in the catalogue under ``errors.<code>``; `fields` fills it. A sentence says
    what is wrong, where, what was found, what is expected and what to do, in at most six lines. A line about
    a field that is None, such as the nearest name where none is near, is left out.

    Args:
        code: Stable key of the sentence, the same in all languages, such as ``not-an-amount``.
        fields: Values for the placeholders of the sentence; a value that is a mapping of language to words is
            shown in the language of the message.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields

    def message(self, language: str | None = None) -> str:
        """Return the sentence in `language` (``zh`` or ``en``), closed by the code in brackets."""
        from jixiao.language import preferred, text

        spoken = language or preferred()
        fields = {name: value[spoken] if isinstance(value, dict) else value for name, value in self.fields.items()}
        sentence = text(f"errors.{self.code}", spoken)
        absent = [f"{{{name}}}" for name, value in fields.items() if value is None]
        told = "\n".join(line for line in sentence.splitlines() if not any(field in line for field in absent))
        return f"{told.format_map(fields) if fields else told} [{self.code}]"

    def __str__(self) -> str:
        return self.message()


class ParameterError(JixiaoError):
    """A parameter or an option cannot be used."""

    exit_code = 2


class UnreadableInputError(JixiaoError):
    """A file is missing, has another encoding or is not what its name says."""

    exit_code = 20


class SchemaError(JixiaoError):
    """A file can be read but its columns, keys or values are not those that are defined."""

    exit_code = 21


class LimitError(JixiaoError):
    """A file exceeds a documented limit."""

    exit_code = 22


class RuleError(JixiaoError):
    """A file under ``rules/`` is wrong."""

    exit_code = 21


class CellError(JixiaoError):
    """A cell of a notebook failed, or the notebook did not run to its end."""

    exit_code = 30


class KernelDiedError(JixiaoError):
    """The kernel ended before the notebook did."""

    exit_code = 31


class DeadlineError(JixiaoError):
    """The run did not end within its deadline."""

    exit_code = 32


class OutOfMemoryError(JixiaoError):
    """The run needed more memory than it may use."""

    exit_code = 33


class StorageError(JixiaoError):
    """The run folder could not be written."""

    exit_code = 40


class DiskFullError(JixiaoError):
    """The disk has no room for the run folder."""

    exit_code = 41


class LockedError(JixiaoError):
    """Another run of the same project is in progress."""

    exit_code = 42


EXIT_FINDINGS = 10
EXIT_BUG = 70
EXIT_INTERRUPTED = 130
