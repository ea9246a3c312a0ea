"""The shape of logged rows; raised by every migration that changes a logged table.

Ops of an older schema are not translated: such a migration writes a checkpoint for every project, and undo stops there.
"""

SCHEMA = 1
