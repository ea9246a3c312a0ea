"""How allauth makes a user: through our service's rule that everyone owns a personal organisation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from harsat.accounts.models import User
from harsat.accounts.services import organisation_personal_ensure


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Allauth with our sign-up."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002  allauth's signature
        """Save the user, then give the personal organisation."""
        user.nama = form.cleaned_data.get("nama", "")
        saved: User = super().save_user(request, user, form, commit=commit)
        if commit:
            organisation_personal_ensure(user=saved)
        return saved
