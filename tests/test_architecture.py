"""The house keeps its shape: who may import whom, and one module for each big load_library."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*ROOT.glob("qa/**/*.py"), *ROOT.glob("web/**/*.py")])

# What each room may import of ours, beside itself. The engine and the CLI join the rooms.
ALLOWED = {
    "qa.reading": {"qa.records", "qa.errors"},
    "qa.indexing": {"qa.records", "qa.errors"},
    "qa.asking": {"qa.records", "qa.replies", "qa.errors", "qa.indexing"},
    "qa.keeping": {"qa.records", "qa.replies", "qa.errors", "qa.asking"},
    "qa.training": {"qa.records", "qa.errors", "qa.indexing", "qa.asking"},
    "qa.evaluating": {
        "qa.records",
        "qa.replies",
        "qa.errors",
        "qa.indexing",
        "qa.asking",
        "qa.building",
        "qa.engine",
        "qa.config",
        "qa.training",  # what the models have not learned is what they are measured on
    },
    "web": {"qa.records", "qa.replies", "qa.errors", "qa.engine", "qa.config"},
}
ONE_MODULE_KNOWS = {
    "sentence_transformers": "qa/indexing/sentence_models.py",
    "safetensors": "qa/indexing/embedder.py",
    "tokenizers": "qa/indexing/embedder.py qa/training/embedder_tokens.py",
    "faiss": "qa/indexing/vectors.py",
    "jieba": "qa/indexing/words.py",
    "gunicorn": "web/server.py web/worker.py",
    "onnxruntime": "qa/asking/reader.py",
    "msgspec": "web/completion_schemas.py web/schemas.py",
    "sqlalchemy": "qa/keeping/database.py qa/keeping/engines.py",
    "flask_limiter": "web/limits.py",
    "prometheus_client": "web/metrics.py",
}
# What installing and running leave behind; git ignores it.
MADE = {"var", "venv", "build", "dist", "node_modules", "wenbao.egg-info"}

# A page's routes stand in the page's own module; what it shows is made in modules that know no Flask.
KNOW_FLASK = {
    "web/app.py", "web/articles.py", "web/chat.py", "web/conversations.py", "web/described.py", "web/desk.py",
    "web/doors.py", "web/entrance.py", "web/limits.py", "web/observing.py", "web/origins.py",
    "web/programs.py", "web/visits.py",
}  # fmt: skip


def imports_of(path: Path) -> set[str]:
    """Every module a file imports, anywhere in it, but for what only a type checker reads."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[0] if parts[0] == "web" else ".".join(parts[:2])


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("room", ALLOWED)
def test_room_imports_only_what_lies_before_it(room):
    for path in MODULES:
        if room_of(name_of(path)) != room:
            continue
        ours = {m for m in imports_of(path) if m.split(".")[0] in ("qa", "web") and m != "qa"}
        outside = {m for m in ours if room_of(m) not in ALLOWED[room] | {room}}
        assert not outside, f"{path.relative_to(ROOT)} imports {outside}"


def test_records_errors_and_config_know_no_room():
    for name in ("records", "errors", "config"):
        ours = {m for m in imports_of(ROOT / "qa" / f"{name}.py") if m.startswith("qa.")}
        assert {room_of(m) for m in ours} <= {"qa.errors"}


@pytest.mark.parametrize("library", ONE_MODULE_KNOWS)
def test_one_module_knows_the_library(library):
    knowing = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if any(module.split(".")[0] == library for module in imports_of(path))
    ]
    assert knowing == ONE_MODULE_KNOWS[library].split()


def test_flask_is_known_to_the_pages_alone():
    knowing = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if any(module.split(".")[0] == "flask" for module in imports_of(path))
    }
    assert knowing == KNOW_FLASK


def test_only_config_reads_the_environment():
    reading = {
        name_of(path) for path in MODULES if re.search(r"os\.(environ|getenv)", path.read_text("utf-8"))
    }
    assert reading == {"qa.config"}


def test_top_level_holds_what_the_layout_names():
    visible = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    unnamed = visible - {"pyproject.toml", "README.md", "LICENSE", "qa", "web", "seeds", "models", "tests"}
    assert unnamed <= MADE
