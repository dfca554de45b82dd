"""What ``jixiao template`` does: it writes the workbook of a project, empty or with the tables of one that is there."""

from pathlib import Path

from pydantic_core import PydanticCustomError

from jixiao.exceptions import ParameterError
from jixiao.folders import find_workbook
from jixiao.intake.names import project_name
from jixiao.language import preferred, text
from jixiao.template.write import FILE, write


def answer(folder: str, project: str | None) -> str:
    """Write ``workbook.xlsx`` into `folder` and tell what comes next.

    Args:
        folder: The folder; it is made if need be.
        project: The project whose tables are written; None for an empty template.

    Raises:
        JixiaoError: The file is there already or cannot be written, or the project cannot be read.
    """
    path = Path(folder) / FILE
    shown = path.as_posix()
    if project is None:
        write(path, language=preferred())
        return text("template.written", path=shown)
    from jixiao.intake.facts import read_facts
    from jixiao.template.export import contents

    facts = read_facts(find_workbook(Path.cwd()) / "data" / _checked(project))
    write(path, *contents(facts), language=preferred())
    return text("template.exported", path=shown, project=project)


def _checked(project: str) -> str:
    try:
        return project_name(project)
    except PydanticCustomError as error:
        raise ParameterError(error.type, where="--project", name="project", found=project) from error
