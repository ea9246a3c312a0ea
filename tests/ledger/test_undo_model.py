"""The chain rule against what everyone expects of Ctrl+Z: two stacks, and new work empties the second."""

from random import Random

import pytest

from harsat.kernel.errors import CellConflicts, Refused
from harsat.ledger.undo import change_redo, change_undo
from harsat.rab.models import HargaItem
from support.projects import a_member, a_request_key, an_access, ids, prices_set


class Person:
    """An expectation: the values of the person's own cell before each step, and those taken back."""

    def __init__(self, access, item):
        self.access, self.item = access, item
        self.value, self.done, self.undone = "100000.00", [], []

    def set(self, value):
        prices_set(self.access, {self.item: value})
        if value != self.value:
            self.done.append(self.value)
            self.undone.clear()
            self.value = value

    def undo(self):
        if not self.done:
            with pytest.raises(Refused, match="diurungkan"):
                change_undo(access=self.access, request_key=a_request_key(), request_hash=b"")
            return
        change_undo(access=self.access, request_key=a_request_key(), request_hash=b"")
        self.undone.append(self.value)
        self.value = self.done.pop()

    def redo(self):
        if not self.undone:
            with pytest.raises(Refused, match="diulang"):
                change_redo(access=self.access, request_key=a_request_key(), request_hash=b"")
            return
        change_redo(access=self.access, request_key=a_request_key(), request_hash=b"")
        self.done.append(self.value)
        self.value = self.undone.pop()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_two_people_who_undo_and_redo_for_300_steps_find_what_their_stacks_say(project, access, seed):
    random = Random(seed)
    items = ids(HargaItem, project)
    HargaItem.objects.filter(pk__in=items).update(harga=100000)
    people = [Person(access, items[0]), Person(an_access(a_member(project), project), items[1])]
    for _ in range(300):
        person = random.choice(people)
        act = random.choice(["set", "set", "undo", "undo", "undo", "redo", "redo"])
        person.set(f"{random.randint(1, 9)}.00") if act == "set" else getattr(person, act)()
        assert [str(HargaItem.objects.get(pk=one.item).harga) for one in people] == [one.value for one in people]


def test_edit_undo_redo_leaves_the_edit_to_be_undone(project, access):
    """The first sketch lost it: the edit was "undone" by a change that was itself undone."""
    item = ids(HargaItem, project)[0]
    person = Person(access, item)
    for act in (lambda: person.set("1.00"), person.undo, person.redo, person.undo):
        act()
    assert str(HargaItem.objects.get(pk=item).harga) == "100000.00"


def test_an_undo_that_conflicts_stays_the_next_one(project, access):
    item = ids(HargaItem, project)[0]
    other = an_access(a_member(project), project)
    prices_set(access, {item: "1.00"})
    prices_set(other, {item: "2.00"})
    with pytest.raises(CellConflicts):
        change_undo(access=access, request_key=a_request_key(), request_hash=b"")
    prices_set(other, {item: "1.00"})
    change_undo(access=access, request_key=a_request_key(), request_hash=b"")
    assert HargaItem.objects.get(pk=item).harga == 100000
