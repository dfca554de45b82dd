"""What a well-formed document looks like, checked before any format is made from it."""

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from jixiao.document import SCHEMA, Block
from jixiao.exceptions import SchemaError

Text = Annotated[str, Field(min_length=1)]
Marked = Annotated[dict[Literal["strong", "emphasis", "code"], str], Field(min_length=1, max_length=1)]
Align = Literal["left", "right", "center"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Toned(_Part):
    text: str
    tone: Literal["good", "warn", "bad", "muted"]


class _Link(_Part):
    text: Text
    # a file beside the page and nothing else: no scheme, no host, no folder
    link: Annotated[str, Field(pattern=r"^\w[\w.-]*\.html$")]


Inlines = list[str | Marked | _Link]
Cells = list[str | _Toned | Marked | _Link]


class _Heading(_Part):
    kind: Literal["heading"]
    level: Annotated[int, Field(ge=1, le=6)]
    text: Text
    listed: bool


class _Paragraph(_Part):
    kind: Literal["paragraph"]
    text: Inlines


class _List(_Part):
    kind: Literal["list"]
    ordered: bool
    items: list[Inlines]


class _Note(_Part):
    kind: Literal["note"]
    tone: Literal["info", "warn", "bad"]
    text: Inlines


class _Pre(_Part):
    kind: Literal["pre"]
    text: str


class _Formula(_Part):
    kind: Literal["formula"]
    left: str
    numerator: str
    denominator: str
    right: str


class _Details(_Part):
    kind: Literal["details"]
    summary: Text
    printed: bool = True
    blocks: "list[_AnyBlock]"


class _Column(_Part):
    label: str
    align: Align


class _Table(_Part):
    kind: Literal["table"]
    id: Text
    caption: Text
    source: str
    landscape: bool
    columns: Annotated[list[_Column], Field(min_length=1)]
    rows: list[Cells]
    foot: Cells | None

    @model_validator(mode="after")
    def _rectangular(self) -> "_Table":
        for number, row in enumerate([*self.rows, *([self.foot] if self.foot else [])], start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells, the table {len(self.columns)} columns")
        return self


class _Data(_Part):
    columns: list[str]
    rows: list[list[str]]


class _Figure(_Part):
    kind: Literal["figure"]
    id: Text
    caption: Text
    alt: Text
    svg: str
    png: str
    source: str
    data: _Data

    @model_validator(mode="after")
    def _drawn(self) -> "_Figure":
        if not self.svg and not self.png:
            raise ValueError("a figure needs svg or png")
        return self


_AnyBlock = Annotated[
    _Heading | _Paragraph | _List | _Note | _Pre | _Formula | _Details | _Table | _Figure,
    Field(discriminator="kind"),
]


class _Attachment(_Part):
    name: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    mime: Annotated[str, Field(pattern=r"^[\w.+-]+/[\w.+-]+$")]
    description: str
    text: str


def _seen(title: str) -> str:
    if not title.strip():
        raise ValueError("the title is empty")
    return title


class _Document(_Part):
    schema_: Literal["jixiao.document/1"] = Field(alias="schema")
    title: Annotated[str, AfterValidator(_seen)]
    language: Literal["zh", "en"]
    subtitle: str
    page_style: Literal["report", "gongwen"]
    report_id: str
    date: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
    cover: list[Annotated[list[str], Field(min_length=2, max_length=2)]]
    banner: str
    attachments: list[_Attachment]
    blocks: list[_AnyBlock]


@cache
def _adapter(kind: Literal["document", "blocks"]) -> TypeAdapter[Any]:
    return TypeAdapter(_Document if kind == "document" else list[_AnyBlock])


def checked_document(document: dict[str, Any]) -> dict[str, Any]:
    """Return `document` if it is well-formed.

    Raises:
        SchemaError: ``bad-document``, naming the place inside the document.
    """
    return _checked("document", document)


def checked_blocks(blocks: list[Block]) -> list[Block]:
    """Return `blocks` if they are well-formed.

    Raises:
        SchemaError: ``bad-document``, naming the place inside the blocks.
    """
    return _checked("blocks", blocks)


def _checked(kind: Literal["document", "blocks"], value: Any) -> Any:
    try:
        _adapter(kind).validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or kind
        found = repr(first["input"])
        raise SchemaError("bad-document", where=where, found=found[:80], expected=first["msg"],
                          schema=SCHEMA) from None  # fmt: skip
    return value
