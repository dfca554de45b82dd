"""Texts of the kinds that are published: what a program must find comes out, and nobody is accused wrongly."""

import pytest

import labelled_reports

REPORTS = labelled_reports.names()


def test_there_are_labelled_reports_of_every_kind():
    kinds = {label["kind"] for name in REPORTS for label in labelled_reports.labels(name)}
    assert len(REPORTS) >= 100
    assert {"rate", "part_sum", "column_sum", "growth", "carry_identity", "indicator_score", "polarity"} <= kinds


@pytest.mark.parametrize("name", REPORTS)
def test_every_certain_relation_comes_out_with_its_verdict(name):
    assert labelled_reports.missed(name) == []


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_called_contradicted_that_holds(name):
    assert labelled_reports.false_accusations(name) == []
