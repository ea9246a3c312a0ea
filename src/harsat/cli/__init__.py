"""The command `harsat`, for people and for the Makefile."""
