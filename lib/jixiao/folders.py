"""Where the workbook is, the folder that holds notebooks/ and params/, and the file of a project's parameters."""

from pathlib import Path

from jixiao.exceptions import ParameterError, UnreadableInputError
from jixiao.intake.nearest import nearest, ranked

_PARAMETER_FILES = (".yaml", ".yml")
_NEIGHBOURS = 3


def find_workbook(*starts: Path) -> Path:
    """Return the first folder at or above `starts`, tried in turn, that is a workbook.

    Raises:
        UnreadableInputError: No folder holds both ``notebooks/`` and ``params/``.
    """
    for start in starts:
        for folder in (start.absolute(), *start.absolute().parents):
            if (folder / "notebooks").is_dir() and (folder / "params").is_dir():
                return folder
    raise UnreadableInputError("no-workbook", file=starts[0].name or ".")


def find_params(wanted: str) -> Path:
    """Return the parameter file that a user means.

    Args:
        wanted: The file, or the name or the folder of a project.

    Raises:
        ParameterError: There is no such project, or it has no parameter file; the error says what to do.
        UnreadableInputError: No workbook is there.
    """
    path = Path(wanted)
    is_file = path.suffix.lower() in _PARAMETER_FILES
    if path.exists() and (is_file or not path.is_dir()):
        return path
    workbook = find_workbook(path.parent, Path.cwd())
    name = path.stem if is_file else path.name
    params = workbook / "params" / f"{name}.yaml"
    if params.is_file() and not is_file:
        return params
    projects = [folder.name for folder in sorted((workbook / "data").glob("[!.]*")) if folder.is_dir()]
    if name in projects and not params.is_file():
        raise ParameterError("project-without-params", file=f"params/{name}.yaml", name=name)
    if is_file:
        return path
    raise ParameterError("unknown-project", name=name[:80], nearest=nearest(name, projects),
                         known=", ".join(ranked(name, projects)[:_NEIGHBOURS]) or "—")  # fmt: skip
