"""The parameters of a run: a closed list of names, each a text of a fixed form."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from jixiao.exceptions import JixiaoError, ParameterError
from jixiao.intake import names
from jixiao.intake.characters import visible
from jixiao.intake.problems import first_problem
from jixiao.intake.strict_yaml import Document, compose, convert

# Dates are the one type that stock papermill turns back into the text it was written as.
_READ_AS_WRITTEN = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp")
_NOTHING = "tag:yaml.org,2002:null"
MAY_BE_EMPTY = ("rules_as_of",)


class Params(BaseModel):
    """How to run one evaluation; only `project` is required.

    Attributes:
        project: Name of the folder under ``data/``.
        rules_as_of: The day whose rules apply, YYYY-MM-DD; empty for 31 December of the fiscal year.
        rule_pack: The set of rules.
        also_score_under: Other rule packs to compare with, divided by spaces or commas.
        tolerance: Difference up to which two rates count as equal, in percentage points, 0 to 1.
        language: Language of pages and report.
        report_style: The outline of the report.
        page_style: The look of the report's pages.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    project: Annotated[str, AfterValidator(names.project_name)]
    rules_as_of: Annotated[str, BeforeValidator(lambda day: "" if day is None else day),
                           AfterValidator(names.iso_day_or_none)] = ""  # fmt: skip
    rule_pack: Annotated[str, AfterValidator(names.rule_pack_name)] = "cn-2020-10-self"
    also_score_under: Annotated[str, AfterValidator(names.rule_pack_names)] = ""
    tolerance: Annotated[str, AfterValidator(names.tolerance)] = "0"
    language: Literal["zh", "en"] = "zh"
    report_style: Literal["outline-2020", "outline-2011", "outline-third-party"] = "outline-2020"
    page_style: Literal["report", "gongwen"] = "report"

    @classmethod
    def from_values(cls, **values: Any) -> Self:
        """Return the parameters given as values, as a notebook's parameters cell gives them.

        Raises:
            ParameterError: A name is unknown or a value is not a text of its form.
        """
        return cls._checked(values, {})

    def dated(self, fiscal_year: int) -> Self:
        """Return the parameters with a day for the rules: the one given, else the end of `fiscal_year`."""
        return self if self.rules_as_of else self.model_copy(update={"rules_as_of": f"{fiscal_year}-12-31"})

    @property
    def other_packs(self) -> tuple[str, ...]:
        """The rule packs to compare with, each once, without the one that counts."""
        named = dict.fromkeys(names.listed(self.also_score_under))
        return tuple(code for code in named if code != self.rule_pack)

    @classmethod
    def _checked(cls, values: Mapping[str, Any], places: Mapping[str, dict[str, Any]]) -> Self:
        try:
            return cls(**values)
        except ValidationError as error:
            problem = first_problem(error, cls.model_fields)
            place = places.get(problem.name, places.get("", {"where": "Workbook.open"}))
            raise ParameterError(_code(problem.code), **place, **problem.fields) from error


def load_params(path: Path, overrides: Mapping[str, str] | None = None) -> Params:
    """Return the parameters of a params file, some replaced by those of the command line.

    Args:
        path: The file, plain YAML; a value that stock YAML would not read as text stands in quotes.
        overrides: Name to text, as given with ``-p name value``.

    Raises:
        ParameterError: The file cannot be read, a name is unknown, or a value is not a text of its form.
    """
    given = dict(overrides or {})
    try:
        document = compose(path)
        values, lines = convert(document)
    except JixiaoError as error:
        raise ParameterError(error.code, **error.fields) from error
    _refuse_unquoted(document, given)
    places = {"": _in_file(document.file)}
    places |= {name: _in_file(document.file, line) for name, line in lines.items()}
    places |= {name: {"where": f"-p {visible(name)}"} for name in given}
    return Params._checked(values | given, places)


def _code(code: str) -> str:
    return {"unknown-name": "unknown-parameter", "missing-name": "missing-parameter"}.get(code, code)


def _in_file(file: str, line: int | None = None) -> dict[str, Any]:
    where = file if line is None else f"{file}:{line}"
    return {"where": where, "file": file, "line": line}


def _refuse_unquoted(document: Document, given: Mapping[str, str]) -> None:
    # 0012 is 10 and NO is false for stock papermill: a file means the same everywhere, or is refused.
    resolver = yaml.SafeLoader("")
    for key, value in document.root.value:
        plain = isinstance(value, yaml.ScalarNode) and not value.style
        if not plain or key.value in given or key.value not in Params.model_fields:
            continue
        tag = resolver.resolve(yaml.ScalarNode, value.value, (True, False))
        if tag not in _READ_AS_WRITTEN and not (tag == _NOTHING and key.value in MAY_BE_EMPTY):
            place = _in_file(document.file, value.start_mark.line + 1)
            raise ParameterError("not-text", name=key.value, found=visible(value.value), **place)
