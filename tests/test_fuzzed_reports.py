"""Sense and nonsense: no text makes the reading fail, run away or keep memory."""

import gc
import time
from random import Random

import pytest

from jixiao.documents.model import document_of
from jixiao.reading import read
from random_reports import random_text

TEXTS, LONGEST, MOST_SECONDS = 150, 60, 5.0


@pytest.mark.parametrize("first", range(0, 4 * TEXTS, TEXTS))
def test_a_random_text_is_read_within_its_time(first):
    for seed in range(first, first + TEXTS):
        text = random_text(Random(seed), LONGEST)
        began = time.process_time()
        reading = read(document_of(text))
        assert time.process_time() - began < MOST_SECONDS, seed
        for figure in reading.figures:
            assert reading.document.text[figure.start : figure.end] == figure.raw
        for relation in reading.relations:
            assert 0 <= relation.start <= relation.end <= len(text)


def test_a_text_that_was_read_leaves_nothing_behind():
    texts = [random_text(Random(seed), LONGEST) for seed in range(60)]
    for text in texts:
        read(document_of(text))
    gc.collect()
    before = len(gc.get_objects())
    for text in texts:
        read(document_of(text))
    gc.collect()
    assert len(gc.get_objects()) - before < len(texts)


@pytest.mark.parametrize("piece", ["项目预算12.5万元，其中A3万元，", "（12万元", "1,", "| 1 | 2.5万元 | 30% |", "12 "])
def test_a_line_without_end_takes_time_in_proportion_to_its_length(piece):
    short, long = (_seconds(piece * (size // len(piece))) for size in (4_000, 16_000))
    assert long < 12 * short + 0.5


def _seconds(text):
    began = time.process_time()
    read(document_of(text))
    return time.process_time() - began
