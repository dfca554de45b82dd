"""Strict readers: everything that enters is read as text, checked, and keeps the place it came from."""
