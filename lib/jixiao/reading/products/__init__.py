"""Prices, counts and totals of prose."""
