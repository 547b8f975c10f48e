"""Text to its folded form, in which texts that mean the same compare equal; lengths never change.

Folding is for search and comparison only: what a reader sees keeps the printed characters, and because
every character folds to exactly one, an offset in the folded text is an offset in the printed one.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

# Marks that pages, keyboards and typesetters interchange freely; each group folds to its first member.
_SAME_MARKS = (
    '"“”„‟「」『』〝〞＂',
    "'‘’‛＇",
    "-—–―─━－‐‑−",
    "·・•‧∙⋅",
    ",，",
    "(（〔",
    ")）〕",
    "~～〜",
)


# What a scanner or a hurried hand takes for another character: an enclosure for a mouth.
_LOOKS_LIKE = {"囗": "口"}


@cache
def _table() -> dict[int, str]:
    """Every character that folds to another one, by code point."""
    table: dict[int, str] = {}
    for code in [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0xFF00, 0xFFF0), 0x3000, 0xA0]:
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    lines = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8").splitlines()
    for line in lines:
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and simplified:
            table[ord(traditional)] = simplified.split()[0][0]
    for marks in _SAME_MARKS:
        table.update((ord(mark), marks[0]) for mark in marks[1:])
    table.update((ord(seen), meant) for seen, meant in _LOOKS_LIKE.items())
    # Line breaks and tabs stand where a space could: one character of white space is like another.
    table.update((ord(space), " ") for space in "\t\n\r\x0b\x0c\u2028\u2029")
    # What a character folds to may fold on: the radical ⿑ to 齊, and that to 齐.
    return {code: table.get(ord(folded), folded) for code, folded in table.items()}


def fold(text: str) -> str:
    """The same text simplified, half-width and lower-case; `len(fold(text)) == len(text)`, always."""
    folded = text.translate(_table())
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)
