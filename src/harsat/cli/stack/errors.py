"""What can go wrong with the private services, in one line that a person can act on."""


class StackError(Exception):
    """A program is missing, or one of them did not start."""
