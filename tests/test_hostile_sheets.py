"""Broken and harmful spreadsheets end in their own error, or are read with what is remarkable about them."""

import subprocess
import sys
from pathlib import Path

import pytest

from hostile_sheets import GOOD, Hostile, book, every_hostile_sheet
from jixiao.exceptions import JixiaoError
from jixiao.language import LANGUAGES
from jixiao.spreadsheets import Source, limits, read_source

CASES = list(every_hostile_sheet())
HEAVY = ("a sheet of 40 MB that packs well", "elements nested without end",
         "a box of 512 columns by all rows", "a text in very many pieces", "two cells far apart in one column",
         "OpenDocument: a row repeated a million times")  # fmt: skip
MEGABYTES = 400


def write(case: Hostile, folder: Path) -> Path:
    path = folder / f"file{case.suffix}"
    path.write_bytes(case.data())
    return path


def kinds(source: Source) -> set[str]:
    return {remark.kind for owner in (source, *source.sheets) for remark in owner.remarks}


def texts(source: Source) -> set[str]:
    return {words for sheet in source.sheets for _, cells in sheet.rows for words in cells}


def test_the_corpus_is_large_and_no_name_is_used_twice():
    assert len({case.name for case in CASES}) == len(CASES) >= 120


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_or_harmful_spreadsheet_ends_as_documented(case: Hostile, tmp_path: Path):
    path = write(case, tmp_path)
    if case.code:
        with pytest.raises(JixiaoError) as caught:
            read_source(path)
        assert caught.value.code == case.code
        for language in LANGUAGES:
            assert path.name in caught.value.message(language)
            assert len(caught.value.message(language).splitlines()) <= 6
    else:
        source = read_source(path)
        assert set(case.remarks) <= kinds(source)
        assert set(case.cells) <= texts(source)


def test_what_a_comment_or_a_section_of_text_holds_is_no_cell(tmp_path: Path):
    for case in CASES:
        if case.name.startswith("rows in a "):
            assert texts(read_source(write(case, tmp_path))) == {"7"}


@pytest.mark.parametrize(("limit", "value", "code"), [
    ("BLANK_CELLS", -1000, "sheet-cells"), ("TEXT_BYTES", 3, "sheet-text"), ("SHARED_TEXTS", 0, "sheet-shared-texts"),
    ("SHARED_CHARACTERS", 0, "sheet-shared-texts"), ("COLUMNS", 1, "sheet-columns"), ("BOX_CELLS", 1, "sheet-box"),
    ("ROWS", 0, "sheet-misplaced"), ("OTHER_ELEMENTS", 1, "report-too-complex"), ("FILE_BYTES", 99, "file-too-large"),
])  # fmt: skip
def test_a_limit_is_kept(limit: str, value: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, limit, value)
    path = tmp_path / "file.xlsx"
    path.write_bytes(book(GOOD))
    with pytest.raises(JixiaoError) as caught:
        read_source(path)
    assert caught.value.code == code


READ_ALL = """
import resource, sys
from pathlib import Path
from jixiao.exceptions import JixiaoError
from jixiao.spreadsheets import read_source
for name in sys.argv[1:]:
    try:
        read_source(Path(name))
    except JixiaoError:
        pass
# getrusage would also tell the peak of the process that started this one
status = Path("/proc/self/status")
own = ([int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists()
       else [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])
peaks = [*own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]
print(max(peaks) // 1024)
"""


def test_the_heaviest_ones_take_little_memory(tmp_path: Path):
    pytest.importorskip("resource", reason="memory is not measured on this system")
    cases = [case for case in CASES if case.name in HEAVY]
    assert len(cases) == len(HEAVY)
    paths = []
    for number, case in enumerate(cases):
        paths.append(tmp_path / f"{number}{case.suffix}")
        paths[-1].write_bytes(case.data())
    ended = subprocess.run([sys.executable, "-c", READ_ALL, *map(str, paths)], capture_output=True, check=True)
    assert 0 < int(ended.stdout) < MEGABYTES
