"""The catalogue of the rules: every rule file as a page, on the terminal and as offline HTML."""
