"""What ``jixiao tables`` prints: the tables, the columns of one, or the keys of project.yaml."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from jixiao.catalogue.lines import aligned
from jixiao.exceptions import ParameterError
from jixiao.intake.nearest import nearest
from jixiao.intake.schema import Column, Schema, schemas
from jixiao.language import LANGUAGES, preferred, text
from jixiao.rulebook.rules import role_label, roles

PROJECT = "project"
ENDINGS = (".csv", ".yaml")
ROLE = "role"


def told(name: str | None) -> str:
    """Return the tables, the columns of the table `name`, or the keys of project.yaml for a person.

    Raises:
        ParameterError: There is no table of this name.
    """
    return "\n".join(_overview() if name is None else _project() if _known(name) == PROJECT else _table(_known(name)))


def as_json_text(name: str | None) -> str:
    """Return the same for programs, in all languages.

    Raises:
        ParameterError: There is no table of this name.
    """
    if name is None:
        found: Any = {table: _as_data(schema) for table, schema in schemas().items()}
    else:
        known = _known(name)
        found = _keys() if known == PROJECT else _as_data(schemas()[known])
    return json.dumps(found, ensure_ascii=False, indent=1)


def _known(name: str) -> str:
    plain = name.removesuffix(ENDINGS[0]).removesuffix(ENDINGS[1])
    known = (*schemas(), PROJECT)
    if plain not in known:
        raise ParameterError("no-such-table", name=name, nearest=nearest(plain, known), known=", ".join(known))
    return plain


def _overview() -> Iterator[str]:
    language = preferred()
    yield text("tables.overview")
    yield from aligned([schema.file, schema.label_in(language), schema.one_row_in(language)]
                        for schema in schemas().values())  # fmt: skip
    yield text("tables.more")


def _table(name: str) -> Iterator[str]:
    schema, language = schemas()[name], preferred()
    yield text("tables.heading", file=schema.file, label=schema.label_in(language), row=schema.one_row_in(language))
    yield from _described(
        ([column.name, column.words("label", language), text(f"tables.type.{column.type}"), _need(column)],
         [column.words("meaning", language), *_choices(column.choices)])
        for column in schema.columns.values()
    )  # fmt: skip
    if any(column.type == ROLE for column in schema.columns.values()):
        yield text("tables.roles")
        yield from aligned([role, _kinds(node), role_label(role, language)] for role, node in roles().items())


def _project() -> Iterator[str]:
    yield text("tables.project-heading")
    yield from _described(
        ([name, text("tables.required" if key["required"] else "tables.optional"),
          text("tables.default", value=key["default"]) if key["default"] else ""],
         [text(f"tables.project.{name}"), *_choices(key["choices"])])
        for name, key in _keys().items()
    )  # fmt: skip


def _keys() -> Mapping[str, Mapping[str, Any]]:
    from jixiao.intake.project import Project, allowed

    return {
        name: {"required": field.is_required(), "default": field.default if isinstance(field.default, str) else "",
               "choices": allowed(name), "meaning": text(f"tables.project.{name}", LANGUAGES[0]),
               "meaning_en": text(f"tables.project.{name}", LANGUAGES[1])}
        for name, field in Project.model_fields.items()
    }  # fmt: skip


def _as_data(schema: Schema) -> dict[str, Any]:
    data = asdict(schema) | {"columns": {name: asdict(column) for name, column in schema.columns.items()}}
    has_roles = any(column.type == ROLE for column in schema.columns.values())
    return {"file": schema.file, **data} | ({"roles": dict(roles())} if has_roles else {})


def _need(column: Column) -> str:
    return text("tables.required" if column.required else "tables.present" if column.present else "tables.optional")


def _kinds(node: Mapping[str, str]) -> str:
    return "/".join(text(f"tables.kind.{node[key]}") for key in ("kind", "or") if key in node)


def _choices(choices: Sequence[str]) -> list[str]:
    return [text("tables.choices", known=", ".join(choices))] if choices else []


def _described(entries: Iterable[tuple[list[str], list[str]]]) -> Iterator[str]:
    heads, notes = zip(*entries, strict=True)
    for head, lines in zip(aligned(heads), notes, strict=True):
        yield head
        yield from (f"      {line}" for line in lines)
