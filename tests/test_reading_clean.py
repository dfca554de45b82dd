"""Texts in which everything holds: sums beside other figures, several years, bases and scales; none is accused."""

from pathlib import Path

import pytest

from jixiao.documents import read_document
from jixiao.reading import read

TEXTS = sorted((Path(__file__).parent / "expected" / "reports" / "clean").glob("*.txt"))


def test_there_are_texts_without_fault() -> None:
    assert len(TEXTS) >= 40


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_in_which_everything_holds_is_not_accused(path: Path) -> None:
    reading = read(read_document(path))
    assert not [relation.formula for relation in reading.relations if relation.verdict == "contradicted"]
    assert reading.figures
    assert not [remark.rule for remark in reading.remarks if remark.kind == "contradiction"]
