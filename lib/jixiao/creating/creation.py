"""One call of `jixiao new`: read, decide, convert, register, draft, keep what people did, and put it in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jixiao.creating.changes import changes
from jixiao.creating.deciding import decided
from jixiao.creating.filled_in import template_among
from jixiao.creating.keeping import keep_edits
from jixiao.creating.making import Making, making
from jixiao.creating.model import DOCUMENT, TABLES, Created, Original, Talk, Wish
from jixiao.creating.originals import originals
from jixiao.creating.register import FILE as EVIDENCE
from jixiao.creating.register import registered
from jixiao.drafting import DraftedDocument
from jixiao.exceptions import LimitError, ParameterError, SchemaError, UnreadableInputError
from jixiao.folders import find_workbook
from jixiao.importing import convert, files_of
from jixiao.importing.model import Converted, Plan
from jixiao.intake.params import Params, load_params
from jixiao.intake.standing import STATED
from jixiao.spreadsheets.model import Sheet, Source


def create(wish: Wish, talk: Talk) -> Created:
    """Make a project from files, or make it again; nothing is left behind unless all of it is right.

    Args:
        wish: What is asked for.
        talk: Whom to ask and to tell.

    Returns:
        What was done; ``is_written`` is false where nothing changed or a person did not want it.

    Raises:
        ParameterError: The name cannot be used, questions stay open, nobody agreed, or edits would be lost.
        UnreadableInputError: A spreadsheet cannot be read.
        SchemaError: A cell cannot be taken, or the tables do not fit together.
        LimitError: A file or a table is too large.
        StorageError: The folder could not be written.
        LockedError: Another project is being made, or this one is running.
    """
    _refuse_name(wish.name)
    workbook = find_workbook(Path.cwd())
    _refuse_twins(workbook, wish.name)
    found = originals(wish.paths)
    with making(workbook, wish.name) as made:
        created = _made(wish, found, made, talk)
        if not created.is_new and not created.changes:
            talk.tell(created)
            made.commit_params()
            return created
        talk.tell(created)
        if not created.is_new and not wish.takes_proposals:
            agreed = talk.agree()
            if agreed is None:
                raise ParameterError("new-needs-yes", project=wish.name)
            if not agreed:
                return created
        made.commit()
        return replace(created, is_written=True)


def _made(wish: Wish, found: Sequence[Original], made: Making, talk: Talk) -> Created:
    copies = {original.name: made.take(original) for original in found}
    sources = tuple(_sources(found, copies))
    if template := template_among(found, sources):
        return _as_it_is(wish, found, made, template)
    plan = decided(wish, sources, made.target, talk)
    converted = convert(plan, sources, wish.leaves_unreadable)
    if converted.refused:
        talk.refuse(converted)
        code, fields = converted.refused[0]
        raise SchemaError(code, **fields)
    for file, content in files_of(plan, converted).items():
        made.write(file, content)
    _register(made, tuple(_documents(found, plan)))
    documents = _drafted(made)
    made.note_digests(made.digests())
    is_new = not made.target.exists()
    kept = () if is_new else keep_edits(made, wish.replaces, STATED in converted.tables)
    if any(entry.how == "merged" for entry in kept):
        _register(made, tuple(_documents(found, plan)))
        documents = _drafted(made)
    made.read_back()
    differing = () if is_new else changes(made.target, made.folder)
    return Created(wish.name, tuple(found), plan, converted, documents, kept, differing, is_new,
                   params=f"params/{made.target_params.name}")  # fmt: skip


def _as_it_is(wish: Wish, found: Sequence[Original], made: Making, template: str) -> Created:
    """Make a project whose tables are those of a filled template; the other files are its sources."""
    made.take_as_workbook(template)
    made.note_digests(made.digests())
    is_new = not made.target.exists()
    kept = () if is_new else keep_edits(made, wish.replaces, has_stated_source=False)
    made.read_back()
    differing = () if is_new else changes(made.target, made.folder)
    return Created(wish.name, tuple(found), Plan(wish.name, {}, (), ()), Converted({}, (), (), (), ()), (), kept,
                   differing, is_new, params=f"params/{made.target_params.name}", template=template)  # fmt: skip


def _sources(found: Sequence[Original], copies: dict[str, Path]) -> Iterator[Source]:
    """Yield the spreadsheets, and the documents that hold official forms."""
    from jixiao.spreadsheets import read_source

    for original in found:
        if original.kind == TABLES:
            yield read_source(copies[original.name])
        elif original.kind == DOCUMENT and (sheets := _forms(copies[original.name])):
            yield Source(original.name, Path(original.name).suffix[1:].lower(), original.sha256, sheets)


def _forms(path: Path) -> tuple[Sheet, ...]:
    """Return the official forms of a document; none where it cannot be read, which drafting will tell."""
    from jixiao.documents import read_document
    from jixiao.forms import read_form
    from jixiao.forms.word import sheets_of

    try:
        return tuple(sheet for sheet in sheets_of(read_document(path)) if read_form(sheet))
    except (UnreadableInputError, LimitError):
        return ()


def _documents(found: Sequence[Original], plan: Plan) -> Iterator[Original]:
    """Yield what is listed as evidence: all but the spreadsheets that became tables."""
    used = {table.file for table in plan.used}
    yield from (original for original in found if original.kind != TABLES or original.name not in used)


def _register(made: Making, documents: Sequence[Original]) -> None:
    old, now = (_bytes(folder / EVIDENCE) for folder in (made.target, made.folder))
    table = registered(now, old, documents, f"data/{made.name}/{EVIDENCE}")
    if table is not None and table != now:
        made.write(EVIDENCE, table)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _drafted(made: Making) -> tuple[DraftedDocument, ...]:
    drafted = made.draft()
    return drafted.documents if drafted else ()


def _refuse_name(name: str) -> None:
    try:
        Params.from_values(project=name)
    except ParameterError as error:
        raise ParameterError(error.code, **{**error.fields, "where": "jixiao new"}) from error


def _refuse_twins(workbook: Path, name: str) -> None:
    """Refuse a name that some systems cannot tell from another project's, and what is no project of that name."""
    data, params = workbook / "data", workbook / "params" / f"{name}.yaml"
    if (data / name).is_symlink() or ((data / name).exists() and not (data / name).is_dir()):
        raise ParameterError("new-not-a-folder", folder=f"data/{name}")
    folders = data.iterdir() if data.is_dir() else ()
    twin = next((path.name for path in folders if path.name != name and path.name.casefold() == name.casefold()), None)
    if twin is not None:
        raise ParameterError("new-twin-name", name=name, twin=twin)
    if params.exists() and (other := load_params(params).project) != name:
        raise ParameterError("new-other-params", file=f"params/{params.name}", found=other, name=name)
