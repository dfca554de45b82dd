"""`jixiao doctor` names what is broken and what to do about it, whatever is broken."""

import errno
import json
import shutil
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import pytest

import jixiao.export
from jixiao.commands import doctor, trials
from jixiao.commands.trials import Found
from jixiao.exceptions import KernelDiedError, UnreadableInputError
from jixiao.language import LANGUAGE_VARIABLE
from small_workbook import make_workbook

Patch = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def _in_a_workbook(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(make_workbook(tmp_path / "w"))


def only(check: Callable[[], object]) -> Found:
    """Return what is wrong; exactly one thing must be."""
    (found,) = (found for found in doctor._tried(check) if found.state != "good")
    assert found.remedy, "every problem has a remedy"
    return found


def without_a_package(patch: Patch) -> None:
    patch.setattr(doctor, "requires", lambda _: [])
    patch.setattr("jixiao.runs.record.version", lambda name: missing(name) if name == "typst" else "99")


def missing(name: str) -> str:
    raise PackageNotFoundError(name)


def with_an_old_package(patch: Patch) -> None:
    patch.setattr(doctor, "requires", lambda _: ["click>=8.2", "great-expectations<1.25,>=1.24.1", "x; extra == 'y'"])
    found = {"click": "7.1", "great-expectations": "1.25.0"}
    patch.setattr("jixiao.runs.record.version", lambda name: found.get(name, "99"))


def with_a_damaged_font(patch: Patch) -> None:
    fonts = Path.cwd() / "copy" / "export" / "fonts"
    shutil.copytree(Path(jixiao.export.__file__).parent / "fonts", fonts)
    whole = (fonts / doctor.FONTS[0]).read_bytes()
    (fonts / doctor.FONTS[0]).write_bytes(whole[:4000] + bytes(100) + whole[4100:])
    patch.setattr(doctor, "files", lambda _: Path.cwd() / "copy")


def with_a_font_missing(patch: Patch) -> None:
    patch.setattr(doctor, "FONTS", ("none.ttf",))


def with_a_console_of(encoding: str) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(doctor.sys, "stdout", SimpleNamespace(encoding=encoding))


def with_a_code_page(patch: Patch) -> None:
    patch.setattr(doctor.sys, "stdout", SimpleNamespace(encoding="utf-8"))
    patch.setattr(trials, "code_page", lambda: 437)


def with_a_disk_that_says(number: int) -> Callable[[Patch], None]:
    def refuse(*_: object) -> None:
        raise OSError(number, {errno.ENOSPC: "No space left on device", errno.EROFS: "Read-only file system"}[number])

    def change(patch: Patch) -> None:
        patch.setattr("jixiao.runs.store.write_file", refuse)
        patch.setattr(doctor, "drive_kind", lambda _: "ext4")
        room = 0 if number == errno.ENOSPC else 10**10
        patch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=room))

    return change


def on_a_network_drive(patch: Patch) -> None:
    patch.setattr(doctor, "drive_kind", lambda _: "nfs4")


def with_a_broken_kernel(patch: Patch) -> None:
    def die(*_: object) -> None:
        raise KernelDiedError("kernel-died", page="doctor", status="-9")

    patch.setattr("jixiao.engines.pages.try_cell", die)


def without_a_module(name: str) -> Callable[[Patch], None]:
    return lambda patch: patch.setitem(sys.modules, name, None)


def outside_a_workbook(patch: Patch) -> None:
    patch.chdir(Path.cwd().parent)


def on_an_odd_path(patch: Patch) -> None:
    patch.chdir(make_workbook(Path.cwd() / "a\tb"))


def without_a_language_pack(patch: Patch) -> None:
    patch.setattr("jupyterlab_server.translation_utils.get_language_pack", lambda _: ({}, "none"))


def with_a_reader_that_ends(patch: Patch) -> None:
    def refuse(_: object) -> None:
        raise UnreadableInputError("no-such-file", file="tiny.xlsx")

    patch.setattr("jixiao.spreadsheets.read_source", refuse)


def with_a_failing_typesetter(patch: Patch) -> None:
    def refuse(_: object) -> None:
        raise UnreadableInputError("no-such-file", file="font.ttf")

    patch.setattr("jixiao.export.pdf.render_pdf", refuse)


def without_bytecode(patch: Patch) -> None:
    patch.setattr(doctor.sys, "dont_write_bytecode", True)


FAULTS = (
    (without_a_package, doctor.packages, "typst", "pip install typst"),
    (with_an_old_package, doctor.packages, "click 7.1 >=8.2", '"great-expectations<1.25,>=1.24.1"'),
    (with_a_damaged_font, doctor.fonts, doctor.FONTS[0], "git restore lib/jixiao/export/fonts"),
    (with_a_font_missing, doctor.fonts, "none.ttf", "git restore"),
    (with_a_console_of("ascii"), doctor.encoding, "ascii", "PYTHONUTF8=1"),
    (with_a_console_of("cp437"), doctor.encoding, "cp437", "PYTHONUTF8=1"),
    (with_a_code_page, doctor.encoding, "437", "chcp 936"),
    (with_a_disk_that_says(errno.ENOSPC), lambda: list(doctor.disk())[:1], "No space left", "200 MB"),
    (with_a_disk_that_says(errno.EROFS), lambda: list(doctor.disk())[:1], "Read-only", "chmod u+w"),
    (on_a_network_drive, doctor.disk, "nfs4", "本地磁盘"),
    (with_a_broken_kernel, doctor.kernel, "内核", "--reinstall-package ipykernel"),
    (without_a_module("jixiao.engines.pages"), doctor.kernel, "kernel", "pip install"),
    (outside_a_workbook, doctor.workbook, "工作簿", "cd "),
    (on_an_odd_path, doctor.workbook, "a\\tb", "移到"),
    (without_a_language_pack, trials.language_pack, "语言包", "pip install jupyterlab-language-pack-zh-CN"),
    (without_a_module("jupyterlab_server.translation_utils"), trials.language_pack, "language_pack", "pip install"),
    (with_a_reader_that_ends, trials.readers, "tiny.xlsx", "python-calamine"),
    (without_a_module("xlsxwriter"), trials.readers, "readers", "pip install xlsxwriter"),
    (with_a_failing_typesetter, trials.pdf, "PDF", "typst"),
    (without_a_module("jixiao.validate.engine"), trials.validation, "validation", "pip install"),
    (without_bytecode, doctor.python, "PYTHONDONTWRITEBYTECODE", "unset PYTHONDONTWRITEBYTECODE"),
)  # fmt: skip


@pytest.mark.parametrize(("break_it", "check", "named", "remedy"), FAULTS,
                         ids=[f"{number}-{fault[2]}".replace("\\\\", "") for number, fault in enumerate(FAULTS)])
def test_a_fault_is_named_with_its_remedy(
    break_it: Callable[[Patch], None], check: Callable[[], object], named: str, remedy: str, monkeypatch: Patch
):
    if check is not doctor.python:
        monkeypatch.setattr(sys, "dont_write_bytecode", False)
    break_it(monkeypatch)
    found = only(check)
    assert named in found.what and remedy in found.remedy


def test_every_problem_is_told_with_its_remedy_in_both_languages(
    monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
):
    for name in ("packages", "encoding", "workbook", "disk", "kernel", "python"):
        monkeypatch.setattr(doctor, name, lambda: ())
    for name in ("language_pack", "readers", "pdf", "validation"):
        monkeypatch.setattr(trials, name, lambda: ())
    with_a_font_missing(monkeypatch)
    for language, mark in (("zh", "处理："), ("en", "remedy: ")):
        monkeypatch.setenv(LANGUAGE_VARIABLE, language)
        assert doctor.examine(print) == 10
        out = capsys.readouterr().out
        assert "none.ttf" in out and mark in out and out.count(mark) == 1


def test_what_works_is_tried_for_real(monkeypatch: Patch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    for check in (doctor.python, doctor.packages, doctor.fonts, doctor.workbook, trials.language_pack, trials.readers,
                  trials.pdf):  # fmt: skip
        assert [found.state for found in check()] == ["good"], check


def test_the_digests_of_the_fonts_are_those_that_are_compared():
    known = json.loads((Path(jixiao.export.__file__).parent / "fonts" / "SOURCES.json").read_text("utf-8"))
    assert {entry["file"] for entry in known} == set(doctor.FONTS)
