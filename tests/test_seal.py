"""The seal covers the package: every file counts as a rule or as code, and none as both."""

from jixiao import seal
from jixiao.rulebook import rules


def test_every_file_of_the_package_falls_in_exactly_one_digest():
    code, law = set(seal.code_files()), set(rules.all_files())
    package = {
        path for path in seal.CODE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }  # fmt: skip
    assert code | law == package
    assert not code & law


def test_the_tables_and_the_words_are_code_and_the_checks_are_rules():
    code = {path.relative_to(seal.CODE).as_posix() for path in seal.code_files()}
    law = {path.relative_to(rules.FOLDER).as_posix() for path in rules.all_files()}
    assert {"intake/tables.yaml", "demo/tables.toml", "locale/zh/errors.toml", "export/fonts/OFL.txt"} <= code
    assert {"roles.yaml", "materials.yaml", "checks/weights_add_up.yaml"} <= law
