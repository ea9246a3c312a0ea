"""People: one account an address, a personal organisation from the first moment, one role in each organisation."""

import pytest
from django.db import IntegrityError, transaction

from harsat.accounts.models import Membership, Organisation, Role, User
from harsat.accounts.services import membership_set, organisation_personal_ensure, user_create
from support.projects import PASSWORD, a_project, a_user

pytestmark = pytest.mark.django_db


def test_a_new_user_owns_a_personal_organisation():
    user = user_create(email="A@Uji.Example", password=PASSWORD, nama=" Estimator A ")
    (membership,) = Membership.objects.filter(user=user).select_related("organisation")
    assert (user.email, user.nama, str(user)) == ("a@uji.example", "Estimator A", "Estimator A")
    assert (membership.role, membership.organisation.personal) == (Role.PEMILIK, True)
    assert "Estimator A" in membership.organisation.nama


def test_the_personal_organisation_is_made_once():
    user = a_user()
    assert organisation_personal_ensure(user=user) == organisation_personal_ensure(user=user)
    assert Organisation.objects.count() == 1


def test_an_organisation_of_others_that_is_personal_is_not_mine():
    """A guest in somebody's personal organisation still gets one of their own."""
    owner = a_user()
    guest = User.objects.create_user("tamu@uji.example", PASSWORD)
    membership_set(organisation=Organisation.objects.get(memberships__user=owner), user=guest, role=Role.EDITOR)
    mine = organisation_personal_ensure(user=guest)
    assert Membership.objects.get(organisation=mine, user=guest).role == Role.PEMILIK


def test_an_address_is_one_account_whatever_its_capitals():
    user_create(email="a@uji.example", password=PASSWORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="A@UJI.example")
    assert User.objects.get_by_natural_key(" A@uji.Example ").email == "a@uji.example"


def test_a_password_is_kept_as_a_hash():
    user = a_user(password=PASSWORD)
    assert PASSWORD not in user.password
    assert user.check_password(PASSWORD)


def test_a_user_without_password_cannot_sign_in():
    user = user_create(email="a@uji.example", password=None)
    assert not user.has_usable_password()


def test_a_member_has_one_role_and_the_last_one_given_counts():
    project, user = a_project(), a_user()
    for role in (Role.PENINJAU, Role.EDITOR):
        membership_set(organisation=project.organisation, user=user, role=role)
    assert Membership.objects.get(organisation=project.organisation, user=user).role == Role.EDITOR
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(organisation=project.organisation, user=user, role=Role.PENINJAU)


def test_an_administrator_is_made_with_all_rights_of_the_installation():
    user = User.objects.create_superuser("admin@uji.example", PASSWORD)
    assert (user.is_staff, user.is_superuser) == (True, True)
