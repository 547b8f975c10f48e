"""Rows to CSV that a spreadsheet opens as text, never as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet may take for the beginning of a formula, also in full width and after white space.
_FORMULA = tuple("=+-@＝＋－＠\t\r\n|%")
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else


def csv_of(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as CSV; cells of text that could start a formula begin with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK + out.getvalue()


def _safe(cell: object) -> object:
    if isinstance(cell, str) and (cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA)):
        return f"'{cell}"
    return cell
