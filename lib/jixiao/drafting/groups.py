"""Figures that belong to one statement: a whole with its parts, a unit amount with its counts and their total."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from jixiao.reading import lexicon
from jixiao.reading.compare import dimension
from jixiao.reading.figure import Figure
from jixiao.reading.relation import Relation

_STATED = ("reconciled", "contradicted", "review")

Members = Mapping[str, str]
"""Id of a figure of the reading to its role in the group."""


def groups(relations: Iterable[Relation], roles: Mapping[str, str]) -> Iterator[Members]:
    """Yield the groups that the relations of a report make, each figure in one group at most.

    A figure that stands for an amount of the whole project, such as its budget, keeps that role and its relation
    makes no group.

    Args:
        relations: The relations of the reading, the worst first.
        roles: The figures that can be grouped, by id, with their roles so far.
    """
    taken: set[str] = set()
    for relation in relations:
        members = _members(relation) if relation.verdict in _STATED else {}
        if members and _may_form(relation, members, roles, taken):
            taken |= members.keys()
            yield members


def _members(relation: Relation) -> dict[str, str]:
    """Return the roles that a relation gives its figures; nothing if it is of no kind that makes a group."""
    node, stated = lexicon.words("drafting")["groups"].get(relation.kind), relation.stated
    if node is None or stated is None:
        return {}
    named = {figure.id: str(node.get("operands") or node.get(figure.kind, "")) for figure in relation.operands}
    return {stated.id: str(node["stated"]), **named}


def _may_form(
    relation: Relation, members: Members, roles: Mapping[str, str], taken: Collection[str]
) -> bool:  # fmt: skip
    assert relation.stated is not None
    known = len(members) == len(relation.operands) + 1 and all(members.values())
    free = all(id in roles and id not in taken for id in members)
    return known and free and roles[relation.stated.id] not in _principal() and _is_of_one_kind(relation, members)


def _principal() -> Collection[str]:
    return set(lexicon.words("drafting")["roles"].values())


def _is_of_one_kind(relation: Relation, members: Members) -> bool:
    """Whether the parts of a whole measure what the whole measures."""
    figures: tuple[Figure, ...] = tuple(filter(None, (relation.stated, *relation.operands)))
    return "whole" not in members.values() or len({dimension(figure) for figure in figures}) == 1
