"""Order keys: whatever is inserted and moved, the sequence of the keys is the sequence that was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harsat.rab.outline import STEP, NeighbourGone, Node, Outline, order_keys


@pytest.mark.parametrize(
    ("orders", "keys"),
    [
        ([], []),
        ([None, None], [STEP, 2 * STEP]),
        ([5, None], [5, 5 + STEP]),
        ([None, 5], [5 - STEP, 5]),
        ([1024, None, 2048], [1024, 1536, 2048]),
        ([1024, None, 1025], [STEP, 2 * STEP, 3 * STEP]),
        ([7, 7, None, 9000], [7, 7, 4503, 9000]),
        ([7, None, 7], [STEP, 2 * STEP, 3 * STEP]),
    ],
)
def test_keys_fill_the_gap_and_siblings_are_renumbered_when_it_is_used_up(orders, keys):
    assert order_keys(orders) == keys


@given(st.lists(st.one_of(st.none(), st.integers(-5000, 5000)), max_size=30))
def test_new_keys_stand_strictly_between_their_neighbours(orders):
    fixed = iter(sorted(order for order in orders if order is not None))
    orders = [None if order is None else next(fixed) for order in orders]
    keys = order_keys(orders)
    assert keys == sorted(keys)
    for place, order in enumerate(orders):
        if order is None:
            assert keys[place] not in keys[:place] + keys[place + 1 :]


def works(*refs, parent=1):
    return [Node("pekerjaan", ref, parent, ref * STEP) for ref in refs]


def refs(outline, parent=1):
    return [node.ref for node in outline.children("pekerjaan", parent)]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 6)), max_size=12))
def test_a_sequence_of_moves_ends_as_a_list_would(moves):
    outline, expected = Outline(works(1, 2, 3, 4, 5, 6)), [1, 2, 3, 4, 5, 6]
    for ref, after in moves:
        if ref == after:
            continue
        outline.move(outline.nodes["pekerjaan", ref], 1, after or None)
        expected.remove(ref)
        expected.insert(expected.index(after) + 1 if after else 0, ref)
    assert refs(outline) == expected
    keys = {node.ref: node.order for node in outline.children("pekerjaan", 1)}
    keys |= {node.ref: order for node, order in outline.renumbered()}
    assert sorted(expected, key=lambda ref: (keys[ref], ref)) == expected


def test_a_move_to_where_a_row_stands_changes_no_key():
    outline = Outline(works(1, 2, 3))
    outline.move(outline.nodes["pekerjaan", 2], 1, 1)
    outline.move(outline.nodes["pekerjaan", 3], 1, "last")
    assert list(outline.renumbered()) == []


def test_a_neighbour_in_another_parent_is_no_neighbour():
    outline = Outline([*works(1, 2), *works(3, parent=9)])
    with pytest.raises(NeighbourGone):
        outline.move(outline.nodes["pekerjaan", 1], 1, 3)


def test_what_is_inside_a_klasifikasi_reaches_down_to_its_pekerjaan():
    top = Node("klasifikasi", 1, None, 0)
    outline = Outline([top, Node("sub_klasifikasi", 2, 1, 0), *works(3, 4, parent=2), *works(5, parent=8)])
    assert [node.ref for node in outline.inside(top)] == [2, 3, 4]
