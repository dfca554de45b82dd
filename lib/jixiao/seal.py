"""The digests of inputs, rules and code, printed on every page: what made this result."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from jixiao.rulebook import rules

CODE = Path(str(files("jixiao")))
BYTECODE = "__pycache__"


def digest_of(lines: Mapping[str, str]) -> str:
    """Return one digest for many files: SHA-256 over sorted lines of digest and name."""
    text = "".join(sorted(f"{digest}  {name}\n" for name, digest in lines.items()))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def code_digest() -> str:
    """Return the digest of the package's own code, words, templates, tables and fonts."""
    return digest_of({path.relative_to(CODE).as_posix(): _file_digest(path) for path in code_files()})


def seal(inputs: Mapping[str, str], parameters: Mapping[str, str]) -> dict[str, object]:
    """Return the seal of a page.

    Args:
        inputs: SHA-256 of every input file by its relative name.
        parameters: The parameters of the run.
    """
    return {
        "inputs": digest_of(inputs),
        "rules": rules.digest(),
        "code": code_digest(),
        "parameters": dict(sorted(parameters.items())),
    }


def code_files() -> Iterator[Path]:
    """Yield every file of the package that is no rule; what Python or a desktop leaves behind is none of it."""
    for path in sorted(CODE.rglob("*")):
        parts = path.relative_to(CODE).parts
        left_behind = BYTECODE in parts or any(part.startswith(".") for part in parts)
        if path.is_file() and not left_behind and not path.is_relative_to(rules.FOLDER):
            yield path


def _file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
