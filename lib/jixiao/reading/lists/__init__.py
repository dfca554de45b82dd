"""Lists of amounts and counts in prose: their parts, the words that open and close them, and their total."""
