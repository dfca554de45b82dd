"""The law as data: dated rules with their clause, regulations, rule packs, lists; read strictly from ``rules/``."""
