"""Argon2id at an OWASP minimum, so that 200 sign-ins at once end in seconds, behind a semaphore for the others' sake.

12288 KiB, 3 passes, 1 lane. Django's own parameters need 100 MiB and eight lanes a check: 200 people who sign in
on Monday at eight would wait half a minute. The semaphore lets as many checks run as there are processors; requests
that check no password keep their threads.
"""

from __future__ import annotations

import os
from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

_AT_ONCE = BoundedSemaphore(max(2, os.cpu_count() or 2))


class Argon2idHasher(Argon2PasswordHasher):
    """`argon2$argon2id$v=19$m=12288,t=3,p=1$...`; hashes of other parameters verify and are upgraded."""

    time_cost = 3
    memory_cost = 12288
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a new password."""
        with _AT_ONCE:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Check a password against its hash."""
        with _AT_ONCE:
            return super().verify(password, encoded)
