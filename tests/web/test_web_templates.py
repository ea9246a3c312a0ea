"""All templates at once: nothing inline, nothing from outside, one h1, words that stay as they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils.translation import gettext, override

ROOT = Path(__file__).resolve().parents[2] / "src/harsat"
TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*.html"))
PAGES = [path for path in TEMPLATES if "{% extends" in path.read_text()]
ids = lambda path: path.name  # noqa: E731  pytest names each case by it


def test_there_are_templates():
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_nothing_is_inline(path):
    text = path.read_text()
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_nothing_comes_from_outside(path):
    assert not re.search(r"(src|href|action)=[\"'](https?:)?//", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_every_form_that_posts_carries_its_token(path):
    text = path.read_text()
    assert len(re.findall(r'method="post"', text)) == len(re.findall(r"{% csrf_token %}", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_every_head_of_a_table_says_its_scope(path):
    assert not re.search(r"<th(?![^>]*scope=)[\s>]", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_words_are_printed_as_they_are_written(path):
    """A message of ours that a library translates, too, would be replaced: "No" is "Tidak" to Django."""
    with override("id"):
        for message in re.findall(r"{% translate ([\"'])(.*?)\1 %}", path.read_text()):
            assert gettext(message[1]) == message[1]
