"""One of many writers: `python -m tests.keeping.writing ADDRESS NAME COUNT` adds replies without a pause."""

import sys
from pathlib import Path

from qa.asking.conversations import Turn
from qa.keeping.conversations import Conversations
from qa.keeping.database import open_database
from qa.keeping.history import History
from tests.keeping.test_history import reply

address, name, count = sys.argv[1:]
database = open_database(address, Path())
history, conversations = History(database), Conversations(database)
for number in range(int(count)):
    conversations.add("c_all", Turn(f"{name} {number}", "", "fact", None, ()))
    history.add(reply(f"r_{name}_{number}", "c_all"), name)
    history.give_feedback(f"r_{name}_{number}", useful=True, reason="")
