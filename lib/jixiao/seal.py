"""The digests of inputs, rules and code, printed on every page: what made this result."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from jixiao import rules

CODE = Path(str(files("jixiao")))
_CODE_SUFFIXES = {".py", ".toml", ".j2", ".css", ".typ", ".ttf", ".json"}


def digest_of(lines: Mapping[str, str]) -> str:
    """Return one digest for many files: SHA-256 over sorted lines of digest and name."""
    text = "".join(sorted(f"{digest}  {name}\n" for name, digest in lines.items()))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def code_digest() -> str:
    """Return the digest of the package's own code, words, templates and fonts."""
    return digest_of({path.relative_to(CODE).as_posix(): _file_digest(path) for path in _code_files()})


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


def _code_files() -> Iterable[Path]:
    return (path for path in sorted(CODE.rglob("*")) if path.suffix in _CODE_SUFFIXES and path.is_file())


def _file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
