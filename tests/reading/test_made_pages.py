"""Made pages, whose truth is known, are read right: nearly all of them at light damage, most at all of it."""

import pytest

from tests.reading.measure import LIGHT, measured
from tests.reading.page_maker import KINDS, Damage, make_page

PAGES = range(30)
# Floors a little below what `python -m tests.reading.measure` prints for these pages.
FLOORS = dict.fromkeys(KINDS, 0.99) | {"interleaved": 0.97}


def shares(damage, *aspects):
    found = measured(damage, PAGES)
    return min(found[aspect] for aspect in aspects)


def test_undamaged_pages_are_read_without_a_fault():
    assert (
        shares(Damage(), "start", "end", "title", "place", "byline", "whole", "captions", "articles", "stubs")
        == 1.0
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_damage_alone_is_undone(kind):
    assert shares(Damage.of(1.0, kind), "start", "end", "title", "place", "byline", "whole") >= FLOORS[kind]


def test_light_damage_of_all_kinds_leaves_boundaries_and_titles():
    assert shares(Damage.of(LIGHT), "start", "end", "title") >= 0.97


def test_full_damage_of_all_kinds_leaves_most_boundaries_and_titles():
    found = measured(Damage.of(1.0), PAGES)
    assert (found["start"] + found["end"] + found["title"]) / 3 >= 0.88


def test_a_seed_makes_the_same_page_again():
    assert make_page(7, Damage.of(1.0)).text == make_page(7, Damage.of(1.0)).text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "stubs"])
def test_damage_shows_on_the_page(kind):
    assert any(
        make_page(seed, Damage.of(1.0, kind)).text != make_page(seed, Damage()).text for seed in range(5)
    )
