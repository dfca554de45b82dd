"""The law as data: dated rules with their clause, regulations, rule packs, lists; read strictly from ``rules/``."""

NEWEST = "9999-12-31"
"""The day (ISO) that asks for the newest rules."""
