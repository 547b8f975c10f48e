"""Characters to how they sound: the one module that knows pypinyin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

# Sounds that dialects and hurried typing confuse fold to one: zh/z, ch/c, sh/s, ang/an, eng/en, ing/in, n/l.
_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


@lru_cache(maxsize=1 << 14)
def sound_of(character: str) -> str:
    """The usual toneless reading of one character; empty for what is no Chinese character."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (its tables take 0.1 s)

    return "".join(lazy_pinyin(character, errors="ignore"))


@lru_cache(maxsize=1 << 14)
def rough_sound_of(character: str) -> str:
    """The usual reading with confused sounds folded to one."""
    return rough_sound(sound_of(character))


def rough_sound(sound: str) -> str:
    """A toneless syllable with confused sounds folded to one."""
    for heard, meant in _CONFUSED:
        sound = sound.replace(heard, meant)
    return "l" + sound[1:] if sound.startswith("n") and len(sound) > 1 else sound


def load_sounds() -> None:
    """Read pypinyin's tables now: processes forked from this one then share their 25 MB."""
    sound_of("音")


def by_rough_sound(characters: Iterable[str]) -> Mapping[str, str]:
    """Rough sound to the characters that have it, in code order."""
    table: defaultdict[str, list[str]] = defaultdict(list)
    for character in sorted(characters):
        table[rough_sound_of(character)].append(character)
    return {sound: "".join(alike) for sound, alike in table.items() if sound}
