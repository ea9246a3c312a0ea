"""The roles of tokens.css: text reads on every surface it stands on, controls and focus are seen, in both themes."""

from __future__ import annotations

import re
from itertools import product

import pytest

SURFACES = (
    "canvas",
    "surface",
    "surface-sunken",
    "surface-raised",
    "surface-hover",
    "surface-computed",
    "surface-level-1",
    "surface-level-2",
    "selection",
    "accent-soft",
)
TEXT = ("text", "text-muted", "text-faint")
ON_PLAIN = ("accent", "warn", "refused", "conflict", "ok")
PLAIN = ("canvas", "surface", "surface-sunken", "surface-raised", "surface-hover", "surface-computed")
SOFT = (
    ("refused", "refused-soft"),
    ("warn", "warn-soft"),
    ("conflict", "conflict-soft"),
    ("ok", "ok-soft"),
    ("text", "warn-soft"),
)
SEEN = ("line-control", "focus", "accent", "dirty", "refused", "conflict")
THEMES = ("light", "dark")


@pytest.fixture(scope="module")
def roles():
    """Each role in each theme as red, green, blue."""
    from pathlib import Path

    css = (Path(__file__).resolve().parents[2] / "frontend/styles/tokens.css").read_text()
    raw = dict(re.findall(r"--([\w-]+):\s*([^;]+);", css))
    return {
        name: {theme: _colour(raw, text, at) for at, theme in enumerate(THEMES)}
        for name, text in raw.items()
        if _is_colour(text)
    }


def _is_colour(text):
    return bool(re.match(r"#|light-dark|var\(--(gray|petrol|amber|red|green|violet|accent|refused)", text))


def _colour(raw, text, at):
    pair = re.fullmatch(r"light-dark\((.+), (.+)\)", text)
    if pair:
        return _colour(raw, pair.group(at + 1), at)
    name = re.fullmatch(r"var\(--([\w-]+)\)", text)
    if name:
        return _colour(raw, raw[name.group(1)], at)
    return tuple(int(text[place : place + 2], 16) for place in (1, 3, 5))


def ratio(one, other):
    """The contrast of two colours as WCAG 2 counts it: black on white is 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _light(colour):
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_black_on_white_is_21():
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize(("text", "surface", "theme"), [*product(TEXT, SURFACES, THEMES)])
def test_text_reads_on_every_surface(roles, text, surface, theme):
    assert ratio(roles[text][theme], roles[surface][theme]) >= 4.5


@pytest.mark.parametrize(("signal", "surface", "theme"), [*product(ON_PLAIN, PLAIN, THEMES)])
def test_signals_read_as_text_on_plain_surfaces(roles, signal, surface, theme):
    assert ratio(roles[signal][theme], roles[surface][theme]) >= 4.5


@pytest.mark.parametrize(("pair", "theme"), [*product(SOFT, THEMES)])
def test_signals_read_on_their_own_ground(roles, pair, theme):
    signal, ground = pair
    assert ratio(roles[signal][theme], roles[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_primary_button_reads(roles, theme):
    assert ratio(roles["on-accent"][theme], roles["accent"][theme]) >= 4.5
    assert ratio(roles["on-accent"][theme], roles["accent-hover"][theme]) >= 4.5


@pytest.mark.parametrize(
    ("line", "surface", "theme"), [*product(SEEN, ("canvas", "surface", "surface-raised"), THEMES)]
)
def test_controls_and_states_are_seen(roles, line, surface, theme):
    assert ratio(roles[line][theme], roles[surface][theme]) >= 3
