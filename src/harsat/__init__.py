"""Harsat: from a list of construction works to a budget and a schedule, exact to the sen."""
