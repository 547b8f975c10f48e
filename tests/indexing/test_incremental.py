"""A build over a former index: only what changed is embedded, and not a byte differs from a build of all."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.config import Settings
from qa.indexing.embedder import load_embedder
from qa.indexing.generations import current_name
from qa.indexing.index import Index
from qa.indexing.index_files import read_index, save_index
from qa.records import Pages
from tests.corpus import ARTICLES, SETTINGS, FakeEmbedder, article

CHARS = SETTINGS["passage_chars"]


class CountingEmbedder(FakeEmbedder):
    """The embedder worked out on paper, which remembers what it was given."""

    def __init__(self):
        self.given = []

    def embed(self, texts):
        self.given += texts
        return super().embed(texts)


def build(articles, embedder, former=None):
    return Index.build(Pages(articles), embedder, CHARS, 0, former=former)


def save(index, folder):
    save_index(index, folder, dict(SETTINGS))
    return {path.name: path.read_bytes() for path in (folder / current_name(folder)).iterdir()}


def load(folder, embedder):
    return read_index(folder, embedder, dict(SETTINGS))


def test_only_passages_whose_text_changed_are_embedded(tmp_path):
    save_index(build(ARTICLES, FakeEmbedder()), tmp_path, dict(SETTINGS))
    bridge, school, orchard = ARTICLES
    rewritten = replace(school, text=school.text.replace("45名", "46名"))
    embedder = CountingEmbedder()
    index = build([bridge, rewritten, orchard], embedder, load(tmp_path, FakeEmbedder()))
    assert embedder.given == [
        index.context(number) for number in range(len(index)) if "46名" in index.context(number)
    ]
    assert index.embedded == len(embedder.given) == 1


def test_a_changed_title_embeds_the_passages_under_it(tmp_path):
    save_index(build(ARTICLES, FakeEmbedder()), tmp_path, dict(SETTINGS))
    bridge, school, _ = ARTICLES
    index = build([bridge, replace(school, title="新题")], FakeEmbedder(), load(tmp_path, FakeEmbedder()))
    assert index.embedded == sum(index.passage(number).article == 1 for number in range(len(index)))


def test_another_embedder_embeds_everything(tmp_path):
    save_index(build(ARTICLES, FakeEmbedder()), tmp_path, dict(SETTINGS))
    other = FakeEmbedder()
    other.fingerprint = "fake-2"
    index = build(ARTICLES, other, load(tmp_path, FakeEmbedder()))
    assert index.embedded == len(index)


WORDS = st.sampled_from(
    ["石桥村修了一座新桥。", "班里有45名学生，", "梨树三百亩。", "梨" * 70, "\n", "今年收入8000元。"]
)
PAGE = st.tuples(st.sampled_from(["桥", "班", "梨"]), st.lists(WORDS, max_size=6).map("".join))
CORPUS = st.dictionaries(st.sampled_from([f"{number:012x}" for number in range(5)]), PAGE, max_size=5)


@pytest.fixture(scope="module")
def bundled():
    return load_embedder(Settings().embedder)


def articles_of(corpus):
    return [article(name, title, "青河县", "周小川", text) for name, (title, text) in sorted(corpus.items())]


@pytest.mark.parametrize("kind", ["worked out on paper", "bundled"])
@settings(max_examples=12, deadline=None)
@given(states=st.lists(CORPUS, min_size=2, max_size=5))
def test_after_any_edits_an_incremental_build_equals_a_full_one_byte_for_byte(kind, bundled, states):
    embedder = bundled if kind == "bundled" else FakeEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        former = None
        for corpus in states:
            articles = articles_of(corpus)
            files = save(build(articles, embedder, former), place / "incremental")
            assert files == save(build(articles, embedder), place / "full")
            former = load(place / "incremental", embedder)
