"""From the files that people have to the tables of a project: the plan, its mapping file, and the conversion."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.importing.model import Answers, Converted, Plan
    from jixiao.spreadsheets.model import Source

# Nothing is imported before it is called: the readers of forms use the vocabulary of this package.


def plan_of(sources: "Sequence[Source]", name: str, answers: "Answers | None" = None) -> "Plan":
    """Return how the sources become a project; what is not sure is among its questions.

    A question is answered by calling this again with ``answers.with_values({question.key: text})``; an answer may
    lead to further questions. ``plan.suggested`` holds the answers that are taken where nobody is asked.

    Args:
        sources: The files as they were read, in their order.
        name: Name of the project's folder.
        answers: What was decided before, or the mapping file as `read_mapping` gives it.

    Raises:
        SchemaError: An answer is not one of the choices, or the mapping file does not fit the sources: a file, table
            or heading is gone.
    """
    from jixiao.importing.planning import planned

    return planned(sources, name, answers)


def settled(sources: "Sequence[Source]", name: str, answers: "Answers | None" = None) -> "Plan":
    """Return the plan with every question answered as suggested; those without a suggestion stay open."""
    from jixiao.importing.model import Answers

    given = answers or Answers()
    plan = plan_of(sources, name, given)
    while plan.suggested:
        given = given.with_values(plan.suggested)
        plan = plan_of(sources, name, given)
    return plan


def read_mapping(data: bytes, file: str = "mapping.yaml") -> "Answers":
    """Return the decisions that a mapping file holds; messages call it `file`.

    Raises:
        UnreadableInputError: It is no UTF-8.
        SchemaError: It is no plain YAML, or a key, table, column or unit is unknown; the line and the nearest known
            name are told.
        LimitError: It is too large or too deep.
    """
    from jixiao.importing.mapping import read

    return read(data, file)


def mapping_of(plan: "Plan") -> bytes:
    """Return the mapping file of a plan: YAML that explains itself; an open question is an empty value."""
    from jixiao.importing.mapping_text import written

    return written(plan)


def convert(plan: "Plan", sources: "Sequence[Source]", questions: bool = False) -> "Converted":
    """Return the tables of a project, with an account of every row, every changed cell and every sum.

    Nothing is raised for a cell that cannot be taken: all of them are in ``refused``, and nothing may be written
    while there is one.

    Args:
        plan: What is to be done; no question may be open.
        sources: The files the plan was made of.
        questions: Leave an amount that cannot be read empty and list it in ``emptied`` instead.

    Raises:
        LimitError: A table has more rows than can be read back.
    """
    from jixiao.importing.conversion import converted

    return converted(plan, sources, questions)


def files_of(plan: "Plan", converted: "Converted") -> "Mapping[str, bytes | Iterator[bytes]]":
    """Return what is written into the project's folder, by its path relative to it; long files come in pieces.

    The same plan and sources give the same bytes. The sources themselves (``sources/``) are not among them.
    """
    from jixiao.importing.files import files

    return files(plan, converted)
