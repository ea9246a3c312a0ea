"""The one field that sign-up asks beyond e-mail and password."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from harsat.accounts.models import User


class SignupForm(forms.Form):
    """A name, as it will be shown to colleagues and in the history."""

    nama = forms.CharField(label=_("Nama"), max_length=150, required=True)
    field_order = ("nama", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """The adapter has taken the name already."""
