"""Chinese numerals in a question to Arabic ones, as newspapers print them: 一百二十件 to 120件."""

from __future__ import annotations

import re

_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL_CHARS = "".join(_DIGITS) + "".join(_UNITS)
# Two signs or more with a unit among them (十二, 一百二十), or a year spelt in digits (二〇二四年). "一站式",
# "三强化", "四议" and whatever else has a lone numeral in its name stay as they are; 万 and 亿 stay in print.
_NUMERAL = re.compile(
    rf"(?<![第初])(?:[{NUMERAL_CHARS}]*[十百千][{NUMERAL_CHARS}]*|[一二三四五六七八九〇零]{{4}}(?=年))"
)

_TWO_DIGITS = re.compile(rf"[{''.join(char for char in _DIGITS if char not in '〇零')}]{{2}}")


def fold_numerals(text: str) -> str:
    """The text with its longer Chinese numerals in Arabic digits; everything else as it was."""
    return _NUMERAL.sub(lambda match: _folded(match.group()), text)


def _folded(run: str) -> str:
    """The run in Arabic digits; as it was where it is no number: 十四五 is a plan of five years."""
    is_number = len(run) > 1 and not (any(char in _UNITS for char in run) and _TWO_DIGITS.search(run))
    return value_of(run) if is_number else run


def value_of(run: str) -> str:
    """A numeral in Arabic digits, as which it may stand already, if wide: 一百二十, 二〇二四, 120, １２０."""
    if run.isdecimal():
        return str(int(run))
    if not any(char in _UNITS for char in run):
        return "".join(str(_DIGITS[char]) for char in run)
    total, digit = 0, 0
    for char in run:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return str(total + digit)
