"""What people added to a project or edited in it since it was made: it is kept, or nothing is written."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from jixiao.creating.making import Making, digest, files_of
from jixiao.creating.model import Kept
from jixiao.creating.register import FILE as EVIDENCE
from jixiao.exceptions import ParameterError
from jixiao.intake.standing import STATED
from jixiao.intake.trail import FOLDER, read_written

_STATED = f"{STATED}.csv"
_ASIDE = f"{FOLDER}/before"
_NAMED = 5


def keep_edits(made: Making, replaces: bool, has_stated_source: bool) -> tuple[Kept, ...]:
    """Put into a project in the making what people did with the version before.

    Args:
        made: The new version, complete.
        replaces: Where both changed, take the new version and put the edited one aside.
        has_stated_source: Stated figures come from a table, not only from documents.

    Raises:
        ParameterError: A file was edited, and what the sources give for it is another now.
    """
    written = read_written(made.target)
    found = tuple(_kept(made, written, replaces, has_stated_source))
    conflicts = [kept.file for kept in found if kept.how == "conflict"]
    if conflicts:
        more = {"zh": " 等", "en": " …"} if len(conflicts) > _NAMED else {"zh": "", "en": ""}
        raise ParameterError("new-conflict", files=", ".join(conflicts[:_NAMED]), more=more, project=made.name)
    return found


def _kept(made: Making, written: Mapping[str, str], replaces: bool, has_stated_source: bool) -> Iterator[Kept]:
    for file in files_of(made.target):
        was, found = written.get(file), digest(made.target / file)
        if _is_own_account(file) or found == was:
            continue
        new = made.folder / file
        now = digest(new) if new.is_file() else None
        if now is None or now == was:
            made.keep(file)
            yield Kept(file, "own" if was is None else "edited")
        elif now != found:
            yield _both_changed(made, file, replaces, has_stated_source)


def _is_own_account(file: str) -> bool:
    """Whether a file only tells how the project was made; what was put aside there is a person's."""
    return file.startswith(f"{FOLDER}/") and not file.startswith(f"{_ASIDE}/")


def _both_changed(made: Making, file: str, replaces: bool, has_stated_source: bool) -> Kept:
    if file == EVIDENCE or (file == _STATED and not has_stated_source):
        made.keep(file)
        return Kept(file, "merged")
    if not replaces:
        return Kept(file, "conflict")
    aside = next(name for name in _aside(file) if not (made.target / name).exists())
    made.keep(file, aside)
    return Kept(file, "replaced", aside)


def _aside(file: str) -> Iterator[str]:
    yield f"{_ASIDE}/{file}"
    path = PurePosixPath(file)
    for number in range(2, 1_000):
        yield f"{_ASIDE}/{path.with_name(f'{path.stem}-{number}{path.suffix}')}"
