"""Version 2 of the API: one router per part and per result."""
