import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from qa.errors import ModelError
from qa.indexing import sentence_models
from qa.indexing.embedder import ContextEmbedder, fingerprint, load_embedder
from qa.indexing.folding import fold
from tests.indexing.tiny_models import save_tiny_embedder, silent_hub

BUNDLED = str(Path(__file__).parent.parent.parent / "models" / "embedder")
TEXTS = [
    "综治中心调解了多少起纠纷？",
    "綜治中心調解糾紛３２起",
    "",
    "，。",
    "ABC 2024年",
    "✽✽",
    "种了十亩莲藕。" * 200,
]


@pytest.fixture(scope="module")
def bundled():
    return load_embedder(BUNDLED)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return save_tiny_embedder(tmp_path_factory.mktemp("tiny"))


def test_rows_have_unit_length_or_are_zero_where_nothing_is_known(bundled):
    rows = bundled.embed(TEXTS)
    assert (rows.shape, rows.dtype) == ((len(TEXTS), bundled.dims), np.float32)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [1, 1, 0, 0, 1, 0, 1], atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(bundled):
    together = bundled.embed(TEXTS)
    alone = np.concatenate([bundled.embed([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_no_texts_have_no_rows(bundled):
    assert bundled.embed([]).shape == (0, bundled.dims)


def test_traditional_full_width_and_quotes_make_no_difference(bundled):
    plain, other = bundled.embed(['"综治中心"调解纠纷32起', "「綜治中心」調解糾紛３２起"])
    np.testing.assert_array_equal(plain, other)


def test_what_is_nearer_in_meaning_scores_higher(bundled):
    question, near, far = bundled.embed(["明天天气怎么样", "明日气温预报", "法院判决合同无效"])
    assert question @ near > question @ far + 0.2


def test_sentence_transformers_gives_the_bundled_model_the_same_vectors(bundled):
    rows = ContextEmbedder(BUNDLED).embed([fold(text) for text in TEXTS])
    np.testing.assert_allclose(rows, bundled.embed(TEXTS), atol=2e-3)  # half floats against floats


def test_the_bundled_model_needs_no_torch():
    program = (
        "import sys; from qa.indexing.embedder import load_embedder; "
        f"load_embedder({BUNDLED!r}).embed(['镇']); "
        "print([name for name in ('torch', 'sentence_transformers', 'transformers') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_fingerprint_depends_on_the_bytes_and_not_on_the_place(bundled, tmp_path):
    copied = shutil.copytree(BUNDLED, tmp_path / "copied")
    assert load_embedder(str(copied)).fingerprint == bundled.fingerprint
    (copied / "README.md").write_text("a card changes no vector", "utf-8")
    assert fingerprint(copied) == bundled.fingerprint
    (copied / "tokenizer.json").write_bytes((copied / "tokenizer.json").read_bytes() + b"\n")
    assert fingerprint(copied) != bundled.fingerprint


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "modules.json"])
def test_a_damaged_file_is_said_with_the_folder_and_the_next_step(name, tmp_path):
    folder = shutil.copytree(BUNDLED, tmp_path / "model")
    (folder / name).write_bytes(b"cut off")
    with pytest.raises(ModelError, match=r"model cannot be read .* Put all its files back"):
        load_embedder(str(folder))


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_missing_file_is_said_with_the_folder_and_the_next_step(name, tmp_path):
    folder = shutil.copytree(BUNDLED, tmp_path / "model")
    (folder / name).unlink()
    with pytest.raises(ModelError, match=r"model cannot be read .* Put all its files back"):
        load_embedder(str(folder))


def test_a_folder_that_is_not_there_is_named():
    with pytest.raises(ModelError, match=r"no model folder /nowhere/model"):
        load_embedder("/nowhere/model")


def test_any_transformer_becomes_an_embedder_with_its_own_question_prompt(tiny):
    embedder = load_embedder(str(tiny))
    passages, questions = embedder.embed(["莲藕丰收", "水渠"]), embedder.embed_questions(["莲藕丰收"])
    assert (passages.shape, passages.dtype, embedder.dims) == ((2, 16), np.float32, 16)
    np.testing.assert_allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(questions[0], embedder.embed(["多少莲藕丰收"])[0], atol=1e-5)
    assert np.abs(questions[0] - passages[0]).max() > 0.01
    assert embedder.embed([]).shape == (0, 16)
    assert embedder.fingerprint == fingerprint(tiny)


def test_a_transformer_without_its_weights_is_said_in_one_line(tiny, tmp_path):
    folder = shutil.copytree(tiny, tmp_path / "model")
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"model cannot be read .* Put all its files back") as caught:
        load_embedder(str(folder))
    assert "\n" not in str(caught.value)


def test_a_hub_that_does_not_answer_is_given_up_soon(monkeypatch):
    sentence_models.load_library()  # its import takes seconds of its own
    with silent_hub(monkeypatch) as patience_seconds:
        begun = time.monotonic()
        with pytest.raises(ModelError, match=r"owner/model is not on this machine.*cannot be reached"):
            load_embedder("owner/model")
        assert time.monotonic() - begun < patience_seconds
