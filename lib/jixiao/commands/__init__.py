"""What the commands tell a person, and the commands that are not a run."""
