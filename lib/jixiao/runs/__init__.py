"""What a run leaves behind: staged, canonical, complete, and committed by one rename."""
