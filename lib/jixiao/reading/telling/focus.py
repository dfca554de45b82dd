"""Which words of the report a relation is about: where a mark stands and what is quoted."""

from jixiao.reading.relation import Relation


def focus(relation: Relation, whole: str) -> tuple[int, int]:
    """Return start and end of the stated figure or words; without them those of the operands, or of the quote."""
    if relation.stated is not None:
        return relation.stated.start, relation.stated.end
    if relation.words:
        at = whole.find(relation.words, relation.start, relation.end or None)
        if at >= 0:
            return at, at + len(relation.words)
    if relation.operands:
        last = relation.operands[-1]
        return last.start, last.end
    return relation.start, relation.end
