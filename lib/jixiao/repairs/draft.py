"""A text on its way to the form the tables hold, with the rules that changed it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text that its column accepts, and the keys of what was done, none if it is the text as found."""

    text: str
    rules: tuple[str, ...] = ()


class Draft:
    """The text as changed so far; a rule is noted when it changes something, once.

    Example:
        >>> draft = Draft("1,000")
        >>> draft.put("thousands-separator", "1000")
        >>> draft.text, draft.rules
        ('1000', ['thousands-separator'])
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.rules: list[str] = []

    def put(self, rule: str, text: str) -> None:
        """Replace the text, and note the rule if that is a change."""
        if text != self.text:
            self.text = text
            if rule not in self.rules:
                self.rules.append(rule)
