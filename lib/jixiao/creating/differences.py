"""What a project that is made again changes, and what people did with it, line by line."""

from collections.abc import Iterator

from jixiao.creating.account import say
from jixiao.creating.changes import EXAMPLES
from jixiao.creating.model import Change, Created
from jixiao.intake.characters import visible
from jixiao.language import text

_WIDTH = 60


def differences(created: Created) -> Iterator[str]:
    """Yield what becomes of each file, and of each one that a person edited."""
    if created.changes:
        yield say("changes", project=created.name)
    for change in created.changes:
        yield from _change(change)
    for kept in created.kept:
        yield say(f"kept-{kept.how}", file=kept.file, aside=kept.aside)


def _change(change: Change) -> Iterator[str]:
    counts = [say(f"count-{kind}", number=number) for kind, number in change.counts.items()]
    told = say("counts", counts=text("new.and").join(counts)) if counts else ""
    yield say("change", state=text(f"new.state.{change.state}"), file=change.file, counts=told)
    for kind, key, before, after in change.examples:
        yield say(f"example-{kind}", key=visible(key, _WIDTH), before=visible(before, _WIDTH),
                  after=visible(after, _WIDTH))  # fmt: skip
    if any(number > EXAMPLES for kind, number in change.counts.items() if kind != "rows"):
        yield say("more-examples")
