"""Page files to articles."""

from qa.reading.articles import read_text
from qa.reading.folders import read_folder, read_page
from qa.reading.listing import pages_mark
from qa.reading.report import as_json, describe

__all__ = ["as_json", "describe", "pages_mark", "read_folder", "read_page", "read_text"]
