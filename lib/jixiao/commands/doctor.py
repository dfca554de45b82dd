"""The checks of ``jixiao doctor``: each one tries the real thing instead of guessing."""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from importlib.resources import files
from pathlib import Path
from time import monotonic

from jixiao.exceptions import EXIT_FINDINGS, JixiaoError
from jixiao.language import text

FONTS = tuple(
    f"Noto{family}CJKsc-{weight}-L1.ttf" for family in ("Sans", "Serif") for weight in ("Regular", "Bold")
)
FREE_BYTES = 200 * 1024**2
NETWORK_DRIVES = ("nfs", "cifs", "smb", "fuse.sshfs", "9p")
Check = tuple[bool, str]


def examine(say: Callable[[str], object]) -> int:
    """Run all checks, say each result, and return 0, or 10 if there is a problem."""
    problems = 0
    for check in (python, packages, fonts, encoding, workbook, disk, kernel):
        for good, what in check():
            say(text("doctor.good" if good else "doctor.bad", what=what))
            problems += not good
    say(text("doctor.summary-bad", count=problems) if problems else text("doctor.summary-good"))
    return EXIT_FINDINGS if problems else 0


def python() -> Iterator[Check]:
    """Is Python new enough?"""
    yield sys.version_info >= (3, 11), text("doctor.python", version=sys.version.split()[0])


def packages() -> Iterator[Check]:
    """Is every package there, and new enough where the floor is known?"""
    from jixiao.runs.record import PACKAGES, versions

    floors, found = _floors(), versions(PACKAGES)
    bad = [name for name, has in found.items() if has is None or _older(has, floors.get(name, ""))]
    if bad:
        yield False, text("doctor.packages-missing", names=", ".join(bad))
    else:
        yield True, text("doctor.packages", count=len(found))


def fonts() -> Iterator[Check]:
    """Are the fonts of the report there, and TrueType files?"""
    folder = files("jixiao").joinpath("export", "fonts")
    bad = [name for name in FONTS if not _is_truetype(folder.joinpath(name))]
    if bad:
        yield False, text("doctor.fonts-bad", names=", ".join(bad))
    else:
        yield True, text("doctor.fonts", count=len(FONTS))


def encoding() -> Iterator[Check]:
    """Can the console show Chinese?"""
    name = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "绩效评价".encode(name)
    except (UnicodeEncodeError, LookupError):
        yield False, text("doctor.encoding-bad", encoding=name)
    else:
        yield True, text("doctor.encoding", encoding=name)


def workbook() -> Iterator[Check]:
    """Is this a workbook with pages?"""
    from jixiao.folders import find_workbook
    from jixiao.run import page_files

    try:
        folder = find_workbook(Path.cwd())
        yield True, text("doctor.workbook", name=folder.name, count=len(page_files(folder)))
    except JixiaoError:
        yield False, text("doctor.workbook-bad")


def disk() -> Iterator[Check]:
    """Can a file be written durably where the runs go, and is there room on a local disk?"""
    from jixiao.runs.store import write_file

    folder = next(place for place in (Path("outputs").absolute(), *Path("outputs").absolute().parents)
                  if place.is_dir())  # fmt: skip
    free, reason = shutil.disk_usage(folder).free, ""
    try:
        with tempfile.TemporaryDirectory(prefix=".probe-", dir=folder) as probe:
            write_file(Path(probe) / "probe", b"probe")
    except OSError as error:
        reason = error.strerror or type(error).__name__
    if reason or free < FREE_BYTES:
        yield False, text("doctor.disk-bad", free=free // 1024**2, reason=reason or "-")
    else:
        yield True, text("doctor.disk", free=free // 1024**2)
    kind = drive_kind(folder)
    if kind.startswith(NETWORK_DRIVES):
        yield False, text("doctor.disk-remote", kind=kind)


def kernel() -> Iterator[Check]:
    """Does the private kernel execute a cell?"""
    from jixiao.engines.launch import without_heavy_imports

    without_heavy_imports()
    from jixiao.engines.kernel import Kernels, Scratch, environment
    from jixiao.engines.pages import try_cell
    from jixiao.engines.quiet import quiet_logs

    started = monotonic()
    with Scratch() as scratch, quiet_logs():
        with Kernels(scratch, environment(scratch, "zh", "2020-12-31"), scratch, 60) as kernels:
            try:
                try_cell("import jixiao", kernels)
            except JixiaoError as error:
                yield False, text("doctor.kernel-bad", reason=error.message().splitlines()[0])
            else:
                yield True, text("doctor.kernel", seconds=f"{monotonic() - started:.1f}")


def drive_kind(folder: Path) -> str:
    """Return the type of the file system that holds `folder`, empty where that is not known."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    except OSError:
        return ""
    places = {mount[1]: mount[2] for mount in mounts}
    here = folder.resolve()
    return next((places[str(place)] for place in (here, *here.parents) if str(place) in places), "")


def _floors() -> dict[str, str]:
    try:
        wanted = requires("jixiao") or []
    except PackageNotFoundError:
        return {}
    found = (re.match(r"([A-Za-z0-9_.-]+)[^;]*?>=([0-9.]+)", line) for line in wanted)
    return {match[1]: match[2] for match in found if match}


def _older(version: str, floor: str) -> bool:
    return _numbers(version) < _numbers(floor)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", version))


def _is_truetype(font: object) -> bool:
    try:
        with font.open("rb") as file:  # type: ignore[attr-defined]
            return file.read(4) == b"\x00\x01\x00\x00"
    except OSError:
        return False
