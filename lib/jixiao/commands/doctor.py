"""The checks of ``jixiao doctor``: each one tries the real thing instead of guessing, and names the remedy."""

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires
from importlib.resources import files
from pathlib import Path
from time import monotonic

from jixiao.commands import trials
from jixiao.commands.trials import Found, bad, good, hint
from jixiao.exceptions import EXIT_FINDINGS, JixiaoError
from jixiao.language import text

FONTS = tuple(
    f"Noto{family}CJKsc-{weight}-L1.ttf" for family in ("Sans", "Serif") for weight in ("Regular", "Bold")
)
FREE_BYTES = 200 * 1024**2
NETWORK_DRIVES = ("nfs", "cifs", "smb", "fuse.sshfs", "9p")
READ = ("python-calamine", "lxml", "xlsxwriter", "pypdfium2")
MINUTE = 60
ENCODING = "PYTHONIOENCODING"


def examine(say: Callable[[str], object]) -> int:
    """Run all checks, say each result with its remedy, and return 0, or 10 if there is a problem."""
    problems = 0
    for check in (python, packages, fonts, encoding, workbook, disk, kernel, trials.language_pack, trials.readers,
                  trials.pdf, trials.validation):  # fmt: skip
        for found in _tried(check):
            say(text(f"doctor.{found.state}", what=found.what))
            if found.remedy:
                say(text("doctor.remedy-line", remedy=found.remedy))
            problems += found.state == "bad"
    say(text("doctor.summary-bad", count=problems) if problems else text("doctor.summary-good"))
    return EXIT_FINDINGS if problems else 0


def _tried(check: Callable[[], Iterable[Found]]) -> Iterator[Found]:
    """Yield what a check finds; one that cannot even be made is a problem of its own."""
    try:
        yield from check()
    except Exception as error:  # whatever is broken must not keep the other checks from being made
        name = getattr(error, "name", None) if isinstance(error, ImportError) else None
        yield bad("broken", "packages" if name else "reinstall", check=getattr(check, "__name__", ""),
                  reason=trials.first_line(error), names=name or "")  # fmt: skip


def python() -> Iterator[Found]:
    """Is Python new enough, and may it keep what it has compiled?"""
    version = sys.version.split()[0]
    yield good("python", version=version) if sys.version_info >= (3, 11) else bad("python", version=version)
    if sys.dont_write_bytecode:
        yield hint("bytecode")


def packages() -> Iterator[Found]:
    """Is every package there, and one of the versions that are allowed?"""
    from jixiao.runs.record import PACKAGES, versions

    allowed = _allowed()
    found = versions(tuple(dict.fromkeys((*PACKAGES, *READ, *allowed))))
    wrong = [name for name, has in found.items() if has is None or not _fits(has, allowed.get(name, ""))]
    if wrong:
        told = (f"{name} {found[name] or '-'} {allowed.get(name, '')}".strip() for name in wrong)
        asked = (f'"{name}{allowed[name]}"' if allowed.get(name) else name for name in wrong)
        yield bad("packages-missing", "packages", found=", ".join(told), names=" ".join(asked))
    else:
        yield good("packages", count=len(found))


def fonts() -> Iterator[Found]:
    """Are the fonts of the report there, byte for byte?"""
    folder = files("jixiao").joinpath("export", "fonts")
    known = {entry["file"]: entry["sha256"] for entry in json.loads(folder.joinpath("SOURCES.json").read_text("utf-8"))}
    broken = []
    for name in FONTS:
        try:
            whole = sha256(folder.joinpath(name).read_bytes()).hexdigest() == known.get(name)
        except OSError:
            whole = False
        if not whole:
            broken.append(name)
    yield bad("fonts-bad", "fonts", names=", ".join(broken)) if broken else good("fonts", count=len(FONTS))


def encoding() -> Iterator[Found]:
    """Can the console show Chinese?"""
    name = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "绩效评价●◎○×".encode(name)
    except (UnicodeEncodeError, LookupError):
        # The variable overrules everything else that names an encoding.
        remedy = "encoding-windows" if sys.platform == "win32" else "encoding"
        yield bad("encoding-bad", "encoding-variable" if os.environ.get(ENCODING) else remedy, encoding=name)
    else:
        yield good("encoding", encoding=name)
    page = trials.code_page()
    if page and page not in trials.CHINESE_PAGES:
        yield bad("code-page", page=page)


def workbook() -> Iterator[Found]:
    """Is this a workbook with pages, in a folder that every part of the program can name?"""
    from jixiao.folders import find_workbook
    from jixiao.run import page_files

    try:
        folder = find_workbook(Path.cwd())
        yield good("workbook", name=ascii(folder.name).strip("'") if trials.is_odd(folder) else folder.name,
                   count=len(page_files(folder)))  # fmt: skip
        if trials.is_odd(folder):
            yield bad("path", path=ascii(str(folder)))
    except JixiaoError:
        yield bad("workbook-bad", "workbook")


def disk() -> Iterator[Found]:
    """Can a file be written durably where the runs go, and is there room on a local disk?"""
    folder = next(place for place in (Path("outputs").absolute(), *Path("outputs").absolute().parents)
                  if place.is_dir())  # fmt: skip
    free, reason = shutil.disk_usage(folder).free, _refused(folder)
    if reason or free < FREE_BYTES:
        remedy = "disk-full" if free < FREE_BYTES else "disk-closed"
        yield bad("disk-bad", remedy, free=free // 1024**2, reason=reason or "-", wanted=FREE_BYTES // 1024**2,
                  folder=folder.name)  # fmt: skip
    else:
        yield good("disk", free=free // 1024**2)
    scratch = _refused(Path(tempfile.gettempdir()))
    if scratch:
        yield bad("scratch", reason=scratch)
    kind = drive_kind(folder)
    if kind.startswith(NETWORK_DRIVES):
        yield bad("disk-remote", kind=kind)


def _refused(folder: Path) -> str:
    """Return why no file can be written durably in `folder`, empty if one can."""
    from jixiao.runs.store import write_file

    try:
        with tempfile.TemporaryDirectory(prefix=".probe-", dir=folder) as probe:
            write_file(Path(probe) / "probe", b"probe")
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def kernel() -> Iterator[Found]:
    """Does the private kernel execute a cell?"""
    from jixiao.engines.launch import without_heavy_imports

    without_heavy_imports()
    from jixiao.engines.kernel import Kernels, Scratch, environment
    from jixiao.engines.pages import try_cell
    from jixiao.engines.quiet import quiet_logs

    started = monotonic()
    with Scratch() as scratch, quiet_logs():
        with Kernels(scratch, environment(scratch, "zh", "2020-12-31"), scratch, MINUTE) as kernels:
            try:
                try_cell("import jixiao", kernels)
            except JixiaoError as error:
                yield bad("kernel-bad", "kernel", reason=trials.first_line(error))
            else:
                yield good("kernel", seconds=f"{monotonic() - started:.1f}")


def drive_kind(folder: Path) -> str:
    """Return the type of the file system that holds `folder`, empty where that is not known."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    except OSError:
        return ""
    places = {mount[1]: mount[2] for mount in mounts}
    here = folder.resolve()
    return next((places[str(place)] for place in (here, *here.parents) if str(place) in places), "")


def _allowed() -> dict[str, str]:
    """Return what the package metadata say of the versions of each dependency, such as ``>=1.24,<1.25``."""
    try:
        wanted = requires("jixiao") or []
    except PackageNotFoundError:
        return {}
    found = (re.match(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?\s*([<>=!~0-9., ]*)", line.split(";")[0]) for line in wanted)
    return {match[1]: match[2].replace(" ", "") for match in found if match}


def _fits(version: str, allowed: str) -> bool:
    """Return whether a version lies within lower and upper bounds.

    Example:
        >>> _fits("1.24.3", ">=1.24.1,<1.25"), _fits("1.25.0", ">=1.24.1,<1.25"), _fits("2.0", "")
        (True, False, True)
    """
    has = _numbers(version)
    floors = re.findall(r">=([0-9.]+)", allowed)
    ceilings = re.findall(r"<([0-9.]+)", allowed)
    return all(has >= _numbers(floor) for floor in floors) and all(has < _numbers(end) for end in ceilings)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", version))
