"""Reports: what each document says, as typed blocks. The words of the official forms are Indonesian in any language."""
