"""What all charts share: the finished chart, the sheet it is drawn on, its letters and its words."""
