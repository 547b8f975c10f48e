"""Trouble we expect, as exceptions whose message says what happened and what to do next."""


class QAError(Exception):
    """Expected trouble: the CLI prints it on one line, the web turns it into a problem reply."""


class PagesError(QAError):
    """The folder of pages is missing, empty, or holds nothing that can be read."""


class ModelError(QAError):
    """A model named in the settings is missing, damaged, or cannot be reached."""


class IndexMissingError(QAError):
    """There is no index where one was looked for."""


class IndexDamagedError(QAError):
    """An index is there but incomplete, altered, or built with other settings."""


class IndexWriteError(QAError):
    """An index cannot be written: the disk is full, or this user may not."""


class BuildRunningError(QAError):
    """Another process is building this index."""


class BuildCancelledError(QAError):
    """A build was told to stop; the index before it is current."""


class SettingError(QAError):
    """A setting has a value that is not allowed."""


class QuestionError(QAError):
    """A question that cannot be asked: empty, or far too long."""


class StoreError(QAError):
    """The database of conversations cannot be used now; questions can be answered without it."""


class StoreNewerError(StoreError):
    """The database of conversations was made by a newer version of the program."""


class LateError(QAError):
    """A question took longer than it may."""


class QuestionsError(QAError):
    """A file of questions, or the baseline they are judged by, is missing or damaged."""
