"""Rows of a file -> findings: what is wrong with a catalogue, and what it should say. Pure; nothing is stored."""
