"""What a new installation starts with: the sample catalogue and prices, structure templates, the demo."""
