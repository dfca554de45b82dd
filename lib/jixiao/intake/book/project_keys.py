"""The keys of project.yaml that the sheet about the project has a line for, and the words for them."""

from jixiao.intake.project import Project, allowed
from jixiao.language import LANGUAGES, text

YES_NO = ("yes", "no")
_MARKED = ("synthetic",)
# Every sheet says its unit itself.
_ELSEWHERE = ("units",)


def keys() -> tuple[str, ...]:
    """Return the keys in their order."""
    return tuple(name for name in Project.model_fields if name not in _ELSEWHERE)


def choices(key: str) -> tuple[str, ...]:
    """Return the closed list of values of a key, ``yes`` and ``no`` for a mark; empty where there is none.

    Example:
        >>> choices("synthetic"), choices("name")
        (('yes', 'no'), ())
    """
    return YES_NO if key in _MARKED else allowed(key)


def labels(key: str) -> dict[str, str]:
    """Return what a key is called, by language."""
    return {language: text(f"template.key.{key}", language) for language in LANGUAGES}


def choice_labels(key: str, choice: str) -> dict[str, str]:
    """Return the words for a choice, by language."""
    return {language: text(f"template.choice.{key}.{choice}", language) for language in LANGUAGES}
