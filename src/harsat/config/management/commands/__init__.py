"""One command a module; Django finds them by file name."""
