"""Who and what a project is: the closed schema of project.yaml."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from jixiao.exceptions import SchemaError
from jixiao.intake import limits
from jixiao.intake.cells import CellRefusedError, day
from jixiao.intake.files import read_bytes
from jixiao.intake.nearest import suggestion
from jixiao.intake.problems import Problem, first_problem
from jixiao.intake.schema import schemas
from jixiao.intake.strict_yaml import checked, convert

MoneyUnit = Literal["元", "万元", "亿元"]
# A period in the wrong order is told at its end.
_LAST_DAY = "period_end"
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Prose = Annotated[str, StringConstraints(max_length=4000)]


def _day(value: Any) -> date:
    try:
        return day(value)
    except (CellRefusedError, AttributeError) as error:
        raise PydanticCustomError("bad-day", "bad-day") from error


def _table_names(value: Any) -> Any:
    unknown = [name for name in value if name not in schemas()] if isinstance(value, dict) else []
    if unknown:
        raise PydanticCustomError(
            "unknown-table", "unknown-table", suggestion(unknown[0], schemas()) | {"table": unknown[0]}
        )
    return value


Day = Annotated[date, BeforeValidator(_day)]


class Project(BaseModel):
    """One evaluated project or department.

    Attributes:
        money_unit: The unit in which the amounts of all tables are written.
        units: Table name to unit, where a table uses another one.
        stated_outline: The outline that the evaluated report follows.
        goal: The overall goal of the year in words, `goal_achieved` what became of it, as the unit puts it.
        synthetic: The data is made up.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    code: Words
    name: Words
    name_en: Words | None = None
    unit: Words
    unit_en: Words | None = None
    dept: Words | None = None
    region: Words | None = None
    fiscal_year: Annotated[int, Field(ge=1994, le=2100)]
    eval_type: Literal["self", "department", "fiscal"] = "self"
    period_start: Day | None = None
    period_end: Day | None = None
    fund_nature: Words | None = None
    money_unit: MoneyUnit
    units: Annotated[dict[str, MoneyUnit], BeforeValidator(_table_names)] = {}
    evaluator: Words | None = None
    reviewer: Words | None = None
    approver: Words | None = None
    stated_outline: Literal["outline-2011", "outline-2020", "outline-third-party", "none"] = "none"
    synthetic: bool = False
    goal: Prose | None = None
    goal_achieved: Prose | None = None
    notes: Prose | None = None

    @model_validator(mode="after")
    def _period_in_order(self) -> Self:
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise PydanticCustomError("period-reversed", "period-reversed")
        return self

    def called(self, language: str) -> str:
        """Return the name of the project in `language`; without an English name the Chinese one."""
        return (self.name_en or self.name) if language == "en" else self.name

    def unit_of(self, table: str) -> str:
        """Return the unit in which the amounts of `table` are written."""
        return self.units.get(table, self.money_unit)


def allowed(key: str) -> tuple[str, ...]:
    """Return the closed list of values of a key of project.yaml, empty where there is none.

    Example:
        >>> allowed("money_unit")
        ('元', '万元', '亿元')
    """
    annotation = Project.model_fields[key].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def read_project(path: Path, file: str) -> Project:
    """Return the project that a project.yaml describes; messages call it `file`.

    Raises:
        UnreadableInputError: The file is missing or is not UTF-8.
        SchemaError: A key is unknown, missing or has a wrong value.
        LimitError: The file is too large or too deep.
    """
    values, lines = convert(checked(read_bytes(path, limits.YAML_BYTES), file))
    # A key without a value is a key not given yet.
    given = {name: value for name, value in values.items() if value is not None}
    try:
        return Project(**given)
    except ValidationError as error:
        problem = first_problem(error, Project.model_fields)
        name = problem.name if problem.name in lines else problem.name.split(".")[0]
        line = lines.get(name or _LAST_DAY)
        where = f"{file}:{line}" if line else file
        raise _refused(problem, where=where, file=file, line=line) from error


def project_of(values: Mapping[str, Any], where: Callable[[str], str]) -> Project:
    """Return the project of these values; `where` returns where a key stands, for messages.

    Raises:
        SchemaError: A key is unknown, missing or has a wrong value.
    """
    try:
        return Project(**values)
    except ValidationError as error:
        problem = first_problem(error, Project.model_fields)
        raise _refused(problem, where=where(problem.name or _LAST_DAY)) from error


def _refused(problem: Problem, **fields: Any) -> SchemaError:
    code = {"unknown-name": "unknown-key", "missing-name": "missing-key"}.get(problem.code, problem.code)
    return SchemaError(code, **fields, **problem.fields)
