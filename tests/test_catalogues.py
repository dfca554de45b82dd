"""The catalogues say the same in both languages: same keys, same placeholders."""

import tomllib
from importlib.resources import files
from string import Formatter

import pytest

from jixiao.language import LANGUAGES, catalogue

LOCALE = files("jixiao").joinpath("locale")
NAMES = sorted(
    {part.name for lang in LANGUAGES for part in LOCALE.joinpath(lang).iterdir()} - {"__pycache__"}
)


def placeholders(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}


@pytest.mark.parametrize("name", NAMES)
def test_a_catalogue_file_is_there_in_both_languages(name: str):
    for language in LANGUAGES:
        assert tomllib.loads(LOCALE.joinpath(language, name).read_text("utf-8"))


def test_both_languages_have_the_same_keys():
    assert catalogue("zh").keys() == catalogue("en").keys()


def test_every_sentence_has_the_same_placeholders_in_both_languages():
    zh, en = catalogue("zh"), catalogue("en")
    differing = [key for key in zh.keys() & en.keys() if placeholders(zh[key]) != placeholders(en[key])]
    assert differing == []


def test_no_sentence_of_an_error_is_longer_than_six_lines():
    long = [
        (language, key)
        for language in LANGUAGES
        for key, sentence in catalogue(language).items()
        if key.startswith("errors.") and len(sentence.splitlines()) > 6
    ]
    assert long == []
