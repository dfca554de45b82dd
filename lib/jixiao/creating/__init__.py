"""A project from the files that people have: everything that `jixiao new` does besides printing."""

from jixiao.creating.creation import create
from jixiao.creating.model import Created, Talk, Wish

__all__ = ["Created", "Talk", "Wish", "create"]
