"""Net ops: several touches of a row are one op, and what an op does its inverse takes back."""

from hypothesis import given
from hypothesis import strategies as st

from harsat.ledger.ops import NetOps, Op, counts, difference, fold, touched

COLUMNS = ("harga", "sumber")
values = st.sampled_from(["1.00", "2.00", None])
rows = st.fixed_dictionaries(dict.fromkeys(COLUMNS, values))
states = st.dictionaries(st.integers(1, 4), rows, max_size=4).map(lambda found: {"t": found} if found else {})
touches = st.lists(
    st.tuples(st.sampled_from("iud"), st.integers(1, 4), st.sampled_from(COLUMNS), values, rows), max_size=12
)


def applied(state, touches):
    """Play touches that are possible; the state after, and the ops as `Write` would record them."""
    state = {"t": {key: dict(row) for key, row in state.get("t", {}).items()}}
    net = NetOps()
    for kind, key, column, value, row in touches:
        now = state["t"].get(key)
        if kind == "i" and now is None:
            op = Op("t", "i", key, None, dict(row))
        elif kind == "d" and now is not None:
            op = Op("t", "d", key, dict(now), None)
        elif kind == "u" and now is not None and now[column] != value:
            op = Op("t", "u", key, {column: now[column]}, {column: value})
        else:
            continue
        net.add(op)
        fold(state, [op])
    return clean(state), net.list()


def clean(state):
    return {table: found for table, found in state.items() if found}


def copy(state):
    return {table: {key: dict(row) for key, row in found.items()} for table, found in state.items()}


@given(states, touches)
def test_net_ops_do_what_the_touches_did(state, touches):
    after, ops = applied(state, touches)
    assert clean(fold(copy(state), ops)) == after


@given(states, touches)
def test_inverted_ops_take_it_back(state, touches):
    after, ops = applied(state, touches)
    assert clean(fold(copy(after), [op.inverted() for op in ops])) == clean(state)


@given(states, touches)
def test_there_is_one_op_a_row_and_none_for_a_row_that_is_as_it_was(state, touches):
    after, ops = applied(state, touches)
    assert len({op.id for op in ops}) == len(ops)
    before = state.get("t", {})
    changed = {key for key in {*before, *after.get("t", {})} if before.get(key) != after.get("t", {}).get(key)}
    assert {op.id for op in ops} == changed


@given(states, states)
def test_the_difference_leads_from_one_state_to_the_other(old, new):
    assert clean(fold(copy(old), difference(old, new))) == new


def test_ops_are_told_by_table_and_id():
    net = NetOps()
    for table, key in (("b", 1), ("a", 2), ("a", 1)):
        net.add(Op(table, "i", key, None, {}))
    assert [(op.table, op.id) for op in net.list()] == [("a", 1), ("a", 2), ("b", 1)]


def test_counts_and_touched_say_what_a_change_was():
    ops = [Op("a", "u", 1, {}, {}), Op("a", "u", 2, {}, {}), Op("a", "i", 3, None, {}), Op("b", "d", 1, {}, None)]
    assert counts(ops) == {"a": {"u": 2, "i": 1}, "b": {"d": 1}}
    assert touched(ops) == {"a": [1, 2, 3], "b": [1]}
