"""A filled template among the files that a project is made from: it is a project of its own and read as it is."""

from collections.abc import Sequence

from jixiao.creating.model import TABLES, Original
from jixiao.exceptions import ParameterError
from jixiao.spreadsheets.model import Source
from jixiao.template.recognize import is_template

FORMAT = "xlsx"
_NAMED = 5


def template_among(found: Sequence[Original], sources: Sequence[Source]) -> str:
    """Return the name of the filled template; empty if there is none.

    Args:
        found: The files.
        sources: Those that are spreadsheets, as they were read.

    Raises:
        ParameterError: Other spreadsheets are given beside it, so that a table may be there twice.
    """
    name = next((source.file for source in sources if source.format == FORMAT and is_template(source)), "")
    others = [original.name for original in found if original.kind == TABLES and original.name != name]
    if name and others:
        raise ParameterError("new-beside-template", file=name, others=", ".join(others[:_NAMED]))
    return name
