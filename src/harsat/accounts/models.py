"""Users by e-mail, the organisations that own projects, and the role a user has in each."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users whose only name is their e-mail address, stored in lower case."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """A user without organisation; `services.user_create` is what gives one."""
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        """An administrator of the installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        """Sign-in does not care about capitals."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail."""

    email = models.EmailField(_("e-mail"), unique=True)
    nama = models.CharField(_("nama"), max_length=150, blank=True)
    is_staff = models.BooleanField(_("pengelola"), default=False)
    is_active = models.BooleanField(_("aktif"), default=True)
    date_joined = models.DateTimeField(_("terdaftar"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.nama or self.email


class Organisation(models.Model):
    """What owns projects; every user has a personal one from sign-up."""

    nama = models.CharField(_("nama"), max_length=200)
    personal = models.BooleanField(_("pribadi"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("organisasi")
        verbose_name_plural = _("organisasi")

    def __str__(self) -> str:
        return self.nama


class Role(models.TextChoices):
    """What a member may do in all projects of the organisation; `projects.access` holds the one table."""

    PEMILIK = "pemilik", _("Pemilik")
    EDITOR = "editor", _("Editor")
    PELAKSANA = "pelaksana", _("Pelaksana")
    PENINJAU = "peninjau", _("Peninjau")


class Membership(models.Model):
    """A user's role in an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("peran"), max_length=10, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("keanggotaan")
        verbose_name_plural = _("keanggotaan")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]
        indexes = [models.Index(fields=["user", "organisation", "role"], name="membership_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"
