"""A mistyped question to the corpus's own words, character by character, by sound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from qa.asking.places import is_printed
from qa.asking.question_words import EMPTY_WORDS, PLACE_ENDINGS
from qa.asking.sounds import by_rough_sound, rough_sound, rough_sound_of, sound_of
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.indexing.pairs import Pairs
from qa.indexing.words import dictionary_words

_LONGEST_WORD = 6
_NEAREST = 5  # passages
_NEVER_WRONG = frozenset(
    "的了着过成到在是有把被给和与里几或谁哪怎啥"
)  # joined to anything, so a pair the corpus lacks says nothing


# What is typed where an asking word is meant, in a question that has none.
_ASKING_SLIPS = (
    (re.compile(r"那(?=一?[年月天日个些位家种处里儿座条所])"), "哪"),
    (re.compile(r"(?<=是)[水睡税](?=[?]?$)"), "谁"),
    (re.compile(r"什[末莫]|神马|甚么"), "什么"),
    (re.compile(r"多[小勺]"), "多少"),
    (re.compile(r"[增肿]么"), "怎么"),
)
_SYLLABLES = re.compile(r"(?<![a-z])([\u3400-\u9fff])([a-z]{1,6})([\u3400-\u9fff])")
_BEGINS_PLACE = re.compile(rf"\w{{2,3}}?(?:{'|'.join(PLACE_ENDINGS)})")


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed, and the corpus's word it was read as."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class _Change:
    at: int
    character: str
    start: int  # of the word it makes
    end: int


def correct(index: Index, question: str) -> tuple[str, tuple[Correction, ...]]:
    """The folded question in the corpus's words, and what was changed.

    A character is changed only where the corpus never joins it to either neighbour, one that sounds alike
    makes a word with them, and that word is in print: a name over an article, or a word of the dictionary
    that leaves the question in fewer words than before and stands near what is asked. Of 13,555 questions
    about 1,529 articles it changes 44, some 38 of them rightly; 138 without a look at what stands near.
    """
    typed = fold(question)
    text = typed
    spans: dict[tuple[int, int], None] = {}
    for at in range(len(text)):
        if change := _change_at(index, text, at):
            text = text[:at] + change.character + text[at + 1 :]
            spans = {span: None for span in spans if span[1] <= change.start}
            spans[change.start, change.end] = None
    return text, tuple(Correction(typed[start:end], text[start:end]) for start, end in spans)


def asking_word_meant(text: str) -> str:
    """A folded question that asks nothing as typed, with the word it must ask by: 是那年开始的, 是水."""
    return next(
        (changed for slip, meant in _ASKING_SLIPS if (changed := slip.sub(meant, text)) != text), text
    )


def spell_out(index: Index, text: str) -> tuple[str, tuple[Correction, ...]]:
    """The folded question with syllables among its characters as the characters the corpus has in their
    place, with their neighbours in print: 花qiao镇."""
    corrections: list[Correction] = []
    for match in _SYLLABLES.finditer(text):
        before, letters, after = match.groups()
        if index.postings["words"].frequency(letters):
            continue
        found = {
            character: index.pairs.count(before, character) + index.pairs.count(character, after)
            for character in alike(index).get(rough_sound(letters), "")
            if sound_of(character) == letters and is_printed(index, f"{before}{character}{after}")
        }
        if found:
            meant = f"{before}{max(found, key=lambda one: found[one])}{after}"
            corrections.append(Correction(match.group(), meant))
    for correction in corrections:
        text = text.replace(correction.typed, correction.meant)
    return text, tuple(corrections)


def _change_at(index: Index, text: str, at: int) -> _Change | None:
    sound = rough_sound_of(text[at])
    if not sound or text[at] in _NEVER_WRONG or _joined(index, text, at):
        return None
    found: list[tuple[tuple[int, int, int], _Change]] = []
    for character in alike(index).get(sound, ""):
        made = text[:at] + character + text[at + 1 :]
        if character == text[at] or not _joined(index, made, at):
            continue
        exact = sound_of(character) == sound_of(text[at])
        if span := _word_made(index, text, made, at, exact):
            rank = (span[1] - span[0], int(exact), _joined(index, made, at))
            found.append((rank, _Change(at, character, *span)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _joined(index: Index, text: str, at: int) -> int:
    """How often the corpus joins the character to its neighbours."""
    before = index.pairs.count(text[at - 1], text[at]) if at else 0
    after = index.pairs.count(text[at], text[at + 1]) if at + 1 < len(text) else 0
    return before + after


def _word_made(index: Index, typed: str, made: str, at: int, exact: bool) -> tuple[int, int] | None:
    """Where the name or word stands that the change makes; None where it makes none."""
    for start, end in _spans_around(len(made), at):
        word = made[start:end]
        if end - 1 == at and made[start:at] in index.names.stems and _BEGINS_PLACE.match(typed, at):
            return None  # the character begins another place: 濮阳|石乔村, not 濮阳市
        if end - start > 2 and (
            word in index.names.places or word in index.names.stems or word in index.names.authors
        ):
            return start, end
    words = dictionary_words(made)
    start = 0
    for word in words:
        if start <= at < start + len(word):
            break
        start += len(word)
    plain = (
        len(word) >= (2 if exact else 3)
        and not _has_empty_word(word)
        and len(words) < len(dictionary_words(typed))
        and index.pairs.holds(word)
        and not _breaks_name(index, typed, start, start + len(word))
        and _told_beside(index, typed, word)
    )
    return (start, start + len(word)) if plain else None


def _told_beside(index: Index, typed: str, word: str) -> bool:
    """Whether what comes nearest to the question as typed prints the word: 诱拐 stands nowhere near 右拐."""
    hits = index.search_text("bigrams", typed, _NEAREST)
    return any(word in fold(index.passage(hit.passage).text) for hit in hits)


def _breaks_name(index: Index, typed: str, start: int, end: int) -> bool:
    """Whether the span cuts into a place as typed: in 五星乡请了 nobody means 乡情."""
    return any(
        typed[first : first + size] in index.names.places
        for size in range(2, _LONGEST_WORD + 1)
        for first in range(max(0, start - size + 1), end)
    )


def _spans_around(length: int, at: int) -> Iterator[tuple[int, int]]:
    """The spans that hold `at`, longest first."""
    for size in range(_LONGEST_WORD, 1, -1):
        for start in range(max(0, at - size + 1), min(at, length - size) + 1):
            yield start, start + size


def _has_empty_word(word: str) -> bool:
    """Whether the word only joins: 起到, 怎么办. Nobody looks for such a word in an article."""
    if len(word) == 2:
        return any(character in EMPTY_WORDS for character in word)
    return any(word.startswith(empty) for empty in EMPTY_WORDS if len(empty) > 1)


@lru_cache(maxsize=1)  # of the current index; more would keep former ones in memory
def _alike_of(pairs: Pairs) -> Mapping[str, str]:
    return by_rough_sound(pairs.characters())


def alike(index: Index) -> Mapping[str, str]:
    """Rough sounds to the characters of the corpus that have them."""
    return _alike_of(index.pairs)
