"""Paragraph styles: the list and the visibility that a paragraph inherits."""

from typing import Any

from jixiao.documents.word.names import number, switched_on, value, w

_DEEPEST = 32


class Styles:
    """The styles of a Word document, looked up through what they are based on.

    Args:
        tree: Root of the part ``styles``; None if there is none.
    """

    def __init__(self, tree: Any) -> None:
        found = [] if tree is None else tree.findall(w("style"))
        self._styles = {style.get(w("styleId"), ""): style for style in found}
        paragraphs = [style for style in found if style.get(w("type")) == "paragraph"]
        usual = [style for style in paragraphs if style.get(w("default")) in ("1", "true", "on")]
        self._default = usual[0].get(w("styleId"), "") if usual else ""
        self._hidden: dict[str, bool] = {}
        self._lists: dict[str, tuple[int | None, int | None, str]] = {}

    def list_of(self, style: str | None) -> tuple[int | None, int | None, str]:
        """Return the number of the list and the level that a style gives, and the style that gives the list."""
        key = style or self._default
        if key not in self._lists:
            self._lists[key] = self._inherited_list(key)
        return self._lists[key]

    def _inherited_list(self, style: str) -> tuple[int | None, int | None, str]:
        level: int | None = None
        for name, found in self._chain(style):
            given = found.find(f"{w('pPr')}/{w('numPr')}")
            if given is None:
                continue
            level = number(value(given, "ilvl")) if level is None else level
            list_number = number(value(given, "numId"))
            if list_number is not None:
                return list_number, level, name
        return None, level, ""

    def hides(self, style: str | None) -> bool:
        """Return whether text of this paragraph or character style is hidden."""
        key = style or self._default
        if key not in self._hidden:
            states = (switched_on(found.find(w("rPr")), "vanish") for _, found in self._chain(key))
            self._hidden[key] = next((state for state in states if state is not None), False)
        return self._hidden[key]

    def linked_list(self, style: str) -> int | None:
        """Return the number of the list that a list style stands for."""
        found = self._styles.get(style)
        return None if found is None else number(value(found, "pPr", "numPr", "numId"))

    def _chain(self, style: str) -> list[tuple[str, Any]]:
        chain: list[tuple[str, Any]] = []
        while style in self._styles and len(chain) < _DEEPEST:
            chain.append((style, self._styles[style]))
            style = value(self._styles[style], "basedOn") or ""
        return chain
