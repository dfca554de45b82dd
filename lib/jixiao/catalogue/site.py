"""The catalogue as offline pages in a folder: written whole or not at all, and checked byte for byte."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jixiao import __version__
from jixiao.catalogue.book import index
from jixiao.catalogue.entries import every
from jixiao.catalogue.pages import page
from jixiao.catalogue.sections import word
from jixiao.exceptions import ParameterError
from jixiao.export.html import LANG, render_html
from jixiao.runs.store import make_folder, storage_errors, sync_folder, write_file

INDEX = "index.html"
GENERATOR = "jixiao rules"
"""What every page says of itself; a folder that holds anything else is not ours to replace."""
_MARK = f'<meta name="generator" content="{GENERATOR}">'.encode()
_LANGUAGE = re.compile(rb'<html lang="([\w-]+)">')
_MARK_WITHIN = 2048


def pages(language: str) -> dict[str, bytes]:
    """Return every page of the catalogue by its file name, made from the rule files as they are now."""
    words: dict[str, Any] = {
        "template": "rules.html.j2", "generator": GENERATOR, "kind": "", "is_index": False,
        "home": word("site.home", language), "where": word("site.where", language),
        "generated": word("site.generated", language, version=__version__),
    }  # fmt: skip
    made = {INDEX: render_html(index(language), **{**words, "is_index": True})}
    for rule in every():
        kind = word(f"kind.{rule.kind}", language)
        made[rule.page] = render_html(page(rule, language), **{**words, "kind": kind})
    return {name: content.encode() for name, content in made.items()}


def write(folder: Path, language: str) -> int:
    """Write the catalogue as the folder `folder`, replacing an older one; return the number of pages.

    The pages are written beside it first, and the folder is put in its place by renaming.

    Raises:
        ParameterError: The folder holds something that is no page of a catalogue; nothing is changed.
        StorageError: The pages cannot be written; what was there is there still.
    """
    place = folder.resolve()
    _refuse_other_files(place, folder)
    made = pages(language)
    stage = place.with_name(f".{place.name}.stage-{os.getpid()}")
    with storage_errors():
        make_folder(place.parent)
        shutil.rmtree(stage, ignore_errors=True)
        try:
            stage.mkdir()
            for name, content in made.items():
                write_file(stage / name, content)
            sync_folder(stage)
            _put_in_place(stage, place)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return len(made)


def check(folder: Path) -> int:
    """Compare the pages in `folder` with what the rules give now, in the language of its index; return their number.

    Raises:
        ParameterError: There is no catalogue, or a page is missing, changed or left over.
    """
    found = _read(folder)
    language = _language(found, folder)
    made = pages(language)
    wrong = sorted(name for name in made.keys() | found.keys() if made.get(name) != found.get(name))
    if wrong:
        raise ParameterError("catalogue-stale", folder=folder.as_posix(), number=len(wrong), page=wrong[0])
    return len(made)


def _put_in_place(stage: Path, place: Path) -> None:
    """Rename the staged folder to its place; an older one is moved aside and comes back if that fails."""
    if not place.exists():
        os.rename(stage, place)
        return
    aside = place.with_name(f".{place.name}.old-{os.getpid()}")
    os.rename(place, aside)
    try:
        os.rename(stage, place)
    except BaseException:
        os.rename(aside, place)
        raise
    sync_folder(place.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _refuse_other_files(place: Path, folder: Path) -> None:
    if not place.exists():
        return
    if not place.is_dir():
        raise ParameterError("not-a-catalogue", folder=folder.as_posix(), found=place.name)
    for path in sorted(place.iterdir()):
        if not _is_ours(path):
            raise ParameterError("not-a-catalogue", folder=folder.as_posix(), found=path.name)


def _is_ours(path: Path) -> bool:
    if path.suffix != ".html" or not path.is_file() or path.is_symlink():
        return False
    with storage_errors(), open(path, "rb") as file:
        return _MARK in file.read(_MARK_WITHIN)


def _read(folder: Path) -> dict[str, bytes]:
    with storage_errors():
        paths = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
        return {path.name: path.read_bytes() for path in paths}


def _language(found: Mapping[str, bytes], folder: Path) -> str:
    match = _LANGUAGE.search(found.get(INDEX, b"")[:_MARK_WITHIN])
    spoken = {tag: language for language, tag in LANG.items()}
    language = spoken.get(match[1].decode()) if match else None
    if language is None:
        raise ParameterError("no-catalogue", folder=folder.as_posix())
    return language
