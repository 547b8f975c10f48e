from dataclasses import replace

import numpy as np
import onnx
import pytest
import torch

from qa.asking.reader import Calibration, Reader
from qa.asking.reader_features import FIRST_WORD, PASSAGE, QUESTION, Pair, Vocabulary, make_batch
from qa.errors import ModelError
from qa.training import reader as training
from qa.training.own_questions import OF_ALL
from qa.training.reader import train_reader
from qa.training.reader_calibration import fit_calibration
from qa.training.reader_export import Finishing, Glancing, export_reader
from qa.training.reader_layers import Shape
from qa.training.reader_loop import Plan, Training
from qa.training.reader_losses import (
    filled,
    glance_loss,
    group_loss,
    mean_said,
    span_scores,
    taught_loss,
    truth_of,
)
from qa.training.reader_nearest import _highest, find_nearest
from qa.training.reader_network import ReaderNetwork
from qa.training.reader_questions import PUBLIC, read_questions, split_held_out, word_span
from qa.training.reader_recipe import Recipe
from qa.training.reader_stages import Rounds, mean_of, tensors
from qa.training.reader_start import grown, read_network
from qa.training.reader_windows import EMPTY, WINDOW_WORDS, Windows
from qa.training.reader_words import RAW_TEXTS, read_lines, read_raw
from tests.training.reader_data import article, write_data, write_lines

WORDS = ["的", "莲藕", "亩", "种", "了", "水渠", "修", "镇", "，", "。"]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_data(tmp_path_factory.mktemp("data"), PUBLIC, RAW_TEXTS)


@pytest.fixture(scope="module")
def vocabulary():
    chars = "".join(sorted(set("".join(article(at) for at in range(8)))))
    return Vocabulary(WORDS, ["n"] * len(WORDS), list(range(100, 100 - len(WORDS), -1)), chars)


def small_network(vocabulary, seed=0):
    torch.manual_seed(seed)
    sizes = {"word_dims": 8, "tuned_words": 5, "char_dims": 4, "class_dims": 4, "dims": 16, "heads": 2}
    shape = Shape(FIRST_WORD + len(vocabulary.words), FIRST_WORD + len(vocabulary.chars), **sizes)
    vectors = np.random.default_rng(seed).standard_normal((len(vocabulary.words), 8)).astype(np.float32)
    return ReaderNetwork(shape, vectors)


def some_pairs(vocabulary):
    question = vocabulary.read("赵明种了多少亩莲藕")
    texts = [vocabulary.read(article(0)), vocabulary.read("莲藕。")]
    return [Pair(question, vocabulary.read("河口镇"), texts[0]), Pair(question, EMPTY, texts[1])]


def test_question_sets_keep_their_answers_as_word_spans(data, vocabulary):
    found = read_questions([data / "qa" / "wenbao_news-train.jsonl.xz"], vocabulary)
    assert len(found.questions) == 24
    assert len(found.articles) == 8
    for question in found.questions:
        place = found.articles[question.article]
        for (start, end), answer in zip(question.spans, question.answers, strict=True):
            assert answer in place.printed[place.text.bounds[start] : place.text.bounds[end]]


def test_word_span_holds_the_characters_asked_for(vocabulary):
    text = vocabulary.read("种了莲藕。")
    for start in range(5):
        for end in range(start + 1, 6):
            first, last = word_span(text, start, end)
            assert text.bounds[first] <= start
            assert text.bounds[last] >= end


def test_an_article_is_never_on_both_sides_of_the_split(data, vocabulary):
    found = read_questions([data / "qa" / f"{name}.jsonl.xz" for name in PUBLIC], vocabulary)
    kept, held_out = split_held_out(found)
    assert len(kept) + len(held_out) == len(found.questions)
    assert not {q.article for q in kept} & {q.article for q in held_out if q.source == "drcd-dev"}


def test_groups_mark_the_answer_where_it_stands(data, vocabulary):
    found = read_questions([data / "qa" / "cmrc2018-train.jsonl.xz"], vocabulary)
    windows = Windows(found, vocabulary, seed=1)
    find_nearest(windows, found.questions)
    group = windows.group(found.questions[:6], 2)
    assert group.batch.passage_ids.shape[0] == 12
    for row, question in enumerate(found.questions[:6]):
        first, last = group.spans[2 * row]
        assert (first >= 0) == bool(question.answers)
        assert group.spans[2 * row + 1].tolist() == [-1, -1]
        if question.answers:
            assert group.batch.passage_ids[2 * row, first, 0] == PASSAGE
            assert group.evidence[2 * row, first : last + 1].all()
            assert 0 < group.evidence[2 * row].mean() < 1


def test_wrong_windows_do_not_hold_the_answer(data, vocabulary):
    found = read_questions([data / "qa" / "cmrc2018-train.jsonl.xz"], vocabulary)
    windows = Windows(found, vocabulary, seed=1)
    find_nearest(windows, found.questions)
    for question in found.questions:
        for window in windows.nearest[id(question)]:
            shown = found.articles[window.article].printed
            assert window.article != question.article
            assert window.end - window.start <= WINDOW_WORDS
            assert not any(answer in shown for answer in question.answers)


def test_what_is_asked_of_all_articles_has_no_wrong_ones(data, vocabulary):
    found = read_questions([data / "qa" / "cmrc2018-train.jsonl.xz"], vocabulary)
    of_all = replace(found.questions[0], printed="哪些地方种了莲藕？")
    windows = Windows(found, vocabulary, seed=1)
    find_nearest(windows, [of_all, found.questions[1]])
    assert list(windows.nearest) == [id(found.questions[1])]


def test_what_is_asked_of_all_articles_has_those_said_not_to_answer(data, vocabulary):
    found = read_questions([data / "qa" / "cmrc2018-train.jsonl.xz"], vocabulary)
    first, other = (next(one for one in found.questions if one.article == at) for at in (0, 1))
    answered = replace(first, printed="赵明们的藕有多大一片", kind=OF_ALL)
    denied = replace(other, printed=answered.printed, kind=OF_ALL, spans=(), answers=())
    windows = Windows(found, vocabulary, seed=1)
    find_nearest(windows, [answered, denied])
    assert [window.article for window in windows.nearest[id(answered)]] == [1]
    assert id(denied) not in windows.nearest


@pytest.mark.parametrize("count", [3, 9, 20])
def test_the_highest_scores_come_first_whether_all_are_sorted_or_not(count):
    scores = np.random.default_rng(1).permutation(36).reshape(4, 9).astype(np.float32)
    assert _highest(scores, count).tolist() == np.argsort(-scores, axis=1)[:, :count].tolist()


def test_shorter_windows_hold_the_answer_with_nothing_taken_out(data, vocabulary):
    found = read_questions([data / "qa" / "cmrc2018-train.jsonl.xz"], vocabulary)
    windows = Windows(found, vocabulary, seed=1, cut_share=1.0)
    find_nearest(windows, found.questions)
    group = windows.of(12, 0.0).group(found.questions, 1)
    assert not group.cut.any()
    assert (group.batch.passage_ids[..., 0] == PASSAGE).sum(axis=1).max() == 12
    assert (group.spans[:, 0] >= 0).any()
    assert windows.words == WINDOW_WORDS


def test_a_single_window_may_be_one_whose_answer_was_taken_out(data, vocabulary, monkeypatch):
    monkeypatch.setattr("qa.training.reader_windows.MIN_LEFT_WORDS", 3)
    found = read_questions([data / "qa" / "cmrc2018-train.jsonl.xz"], vocabulary)
    windows = Windows(found, vocabulary, seed=1)
    find_nearest(windows, found.questions)
    group = windows.of(12, 1.0).group(found.questions, 1)
    assert len(group.cut) == len(found.questions)
    assert group.cut.any()
    assert (group.spans[group.cut] == -1).all()


def test_an_answer_taken_out_leaves_a_window_that_does_not_answer(data, vocabulary, monkeypatch):
    monkeypatch.setattr("qa.training.reader_windows.MIN_LEFT_WORDS", 3)
    found = read_questions([data / "qa" / "cmrc2018-train.jsonl.xz"], vocabulary)
    windows = Windows(found, vocabulary, seed=1, cut_share=1.0)
    find_nearest(windows, found.questions)
    answered = [question for question in found.questions if question.answers]
    groups = [windows.group([question], 2) for question in answered]
    assert {tuple(group.cut.tolist()) for group in groups} == {(True, False), (False, True)}
    for question, group in zip(answered, groups, strict=True):
        whole = len(found.articles[question.article].text)
        (row,) = np.flatnonzero(group.cut)
        assert group.spans[row].tolist() == [-1, -1]
        assert 0 < (group.batch.passage_ids[row, :, 0] == PASSAGE).sum() < whole
        assert (group.spans[0, 0] >= 0) == (row == 1)


def test_padding_changes_nothing(vocabulary):
    network = small_network(vocabulary).eval()
    pairs = some_pairs(vocabulary)
    together = network(*tensors(make_batch(pairs, vocabulary.commonness), torch.device("cpu")))
    alone = network(*tensors(make_batch(pairs[1:], vocabulary.commonness), torch.device("cpu")))
    width = alone[0].shape[1]
    for left, right in zip(together[:3], alone[:3], strict=True):
        assert torch.allclose(left[1, :width], right[0], atol=1e-4)
    assert torch.allclose(together[3][1], alone[3][0], atol=1e-4)


def test_a_span_never_ends_before_it_starts():
    scores = span_scores(torch.zeros(1, 3, 3), torch.zeros(1, 3, 2), torch.zeros(1, 3, 2))
    assert scores[0].tolist() == [[0, 0, 0], [-1e4, 0, 0], [-1e4, -1e4, 0]]


def test_group_loss_is_one_softmax_over_the_windows_and_no_answer():
    scores = torch.tensor([[1.0, 2.0], [0.0, -1.0]])
    total = np.log(np.exp([0.0, 1.0, 2.0, 0.0, -1.0]).sum())
    assert group_loss(scores, torch.tensor([1, -1]), 2).item() == pytest.approx(total - 2.0)
    assert group_loss(scores, torch.tensor([-1, -1]), 2).item() == pytest.approx(total)


def test_a_network_that_says_what_its_teachers_say_is_nearest_to_them():
    torch.manual_seed(0)
    mine, other = (
        (torch.randn(2, 3, 3), torch.randn(2, 3, 4), torch.randn(2, 3, 4), torch.randn(2)) for _ in "12"
    )
    inside, none_silent = torch.ones(2, 3, dtype=torch.bool), torch.zeros(2, dtype=torch.bool)
    near, far = (taught_loss(mine, mean_said([said], none_silent), inside, 2) for said in (mine, other))
    assert near < far


def test_teachers_say_nothing_of_a_window_whose_answer_was_taken_out():
    said = (torch.ones(2, 3, 3), torch.ones(2, 3, 4), torch.ones(2, 3, 4), torch.ones(2))
    taught = mean_said([said, said], torch.tensor([False, True]))
    assert taught.scores[0, 0, 0] > 0
    assert (taught.scores[1] < -1e3).all()
    assert taught.answered.sigmoid().tolist() == pytest.approx([torch.tensor(1.0).sigmoid().item(), 0.0])


def test_of_questions_no_teacher_has_learned_the_truth_is_taught():
    spans, evidence = torch.tensor([[0, 1], [-1, -1]]), torch.tensor([[1.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    told = truth_of(spans, evidence)
    assert told.scores[0].argmax() == 1
    assert (told.scores > 0).sum() == 1
    assert (told.evidence > 0).tolist() == [[True, True, False], [False, False, False]]
    assert (told.answered > 0).tolist() == [True, False]
    said = (torch.ones(1, 3, 3), torch.ones(1, 3, 4), torch.ones(1, 3, 4), torch.ones(1))
    taught = mean_said([said], torch.zeros(1, dtype=torch.bool))
    both = filled(taught, truth_of(spans, evidence), torch.tensor([False, True]))
    assert torch.equal(both.scores[0], told.scores[0])
    assert torch.equal(both.scores[1], taught.scores[0])
    assert torch.equal(both.evidence[1], taught.evidence[0])
    assert both.answered[1] == taught.answered[0]


def test_the_mean_holds_a_share_of_the_former_network_and_of_the_runs_alike(vocabulary):
    former, one, other = (small_network(vocabulary, seed) for seed in range(3))
    weights = [next(network.parameters()).detach().clone() for network in (former, one, other)]
    told = next(mean_of(former, one, other, share=0.2).parameters())
    assert torch.allclose(told, 0.2 * weights[0] + 0.4 * weights[1] + 0.4 * weights[2], atol=1e-6)


def toy_training(checkpoint):
    torch.manual_seed(0)
    network = torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.Dropout(0.5), torch.nn.Linear(8, 1))

    def make(step):
        return torch.from_numpy(np.random.default_rng(step).standard_normal((4, 3)).astype(np.float32))

    def loss(network, batch):
        return (network(batch).float()[:, 0] - batch.sum(dim=1)).square().mean()

    return Training(network, Plan("toy", 40, 1e-2, 1e-3), make, loss, checkpoint)


def test_training_goes_on_from_a_checkpoint_to_the_same_weights(tmp_path):
    whole = toy_training(tmp_path / "whole.pt").run()
    toy_training(tmp_path / "parts.pt").run(until=17)
    resumed = toy_training(tmp_path / "parts.pt")
    assert resumed.step == 17
    parts = resumed.run()
    for left, right in zip(whole.parameters(), parts.parameters(), strict=True):
        assert torch.equal(left, right)


def test_calibration_finds_the_odds_behind_the_answers():
    signs = np.repeat([[0.0, 0, 0], [9.0, 2, 1]], 400, axis=0)
    answers = np.tile([1.0, 0, 0, 0], 100).tolist() + np.tile([1.0, 1, 1, 0], 100).tolist()
    calibration = fit_calibration(signs, np.array(answers))
    chances = [1 / (1 + np.exp(-calibration.log_odds(sign))) for sign in ([0, 0, 0], [9, 2, 1])]
    assert chances == pytest.approx([0.25, 0.75], abs=0.01)


@pytest.mark.parametrize(("int8", "far"), [(False, 1e-4), (True, 0.15)])
def test_exported_network_says_what_torch_says(vocabulary, tmp_path, int8, far):
    network = small_network(vocabulary).eval().settled()
    export_reader(network, vocabulary, Calibration((0.0, 1.0, 0.0), 0.0), tmp_path, int8=int8)
    reader = Reader.load(tmp_path)
    batch = make_batch(some_pairs(vocabulary), vocabulary.commonness)
    assert set(batch.question_ids[:, 0, 0]) == {QUESTION}
    inputs = tensors(batch, torch.device("cpu"))
    with torch.no_grad():
        *begun, glanced = Glancing(network)(*inputs)
        expected = Finishing(network)(*begun, inputs[0], inputs[2])
    *half_read, glance = reader._glance.run(None, batch.inputs)
    assert np.allclose(glanced.numpy(), glance, atol=far, rtol=1e-6)
    said = reader._network.run(None, batch.inputs_half_read(*half_read))
    for left, right in zip(expected, said, strict=True):
        assert np.allclose(left.numpy(), right, atol=far, rtol=1e-6)


def test_a_word_and_its_neighbours_become_bytes_before_they_are_laid_side_by_side(vocabulary, tmp_path):
    network = small_network(vocabulary)
    export_reader(network, vocabulary, Calibration((0.0, 1.0, 0.0), 0.0), tmp_path)
    padded = []
    for part in ("glance.onnx", "reader.onnx"):
        nodes = onnx.load(str(tmp_path / part)).graph.node
        made_by = {name: node.op_type for node in nodes for name in node.output}
        padded += [made_by[node.input[0]] for node in nodes if node.op_type == "Pad"]
    convolutions = sum(kind.startswith("c") for kind in network.shape.layers)
    assert padded == ["DynamicQuantizeLinear"] * (2 * convolutions)  # of the question and of the passage


def trained_network(vocabulary, layers=None):
    """Its weights all differ: the exporter keeps one of several that are equal, as new ones are."""
    network = small_network(vocabulary).eval()
    if layers:
        network = ReaderNetwork(replace(network.shape, layers=layers)).eval()
    for weights in network.parameters():
        torch.nn.init.normal_(weights, std=0.3)
    return network


def test_an_exported_reader_is_gone_on_from(vocabulary, tmp_path):
    network = trained_network(vocabulary)
    export_reader(network, vocabulary, Calibration((0.0, 1.0, 0.0), 0.0), tmp_path)
    kept, again = network.settled(), read_network(tmp_path)
    assert again.shape == kept.shape == replace(network.shape, tuned_words=0)
    for (name, left), right in zip(kept.state_dict().items(), again.state_dict().values(), strict=True):
        assert torch.allclose(left.float(), right.float(), atol=float(left.float().abs().max()) / 100), name


@pytest.mark.parametrize("change", [ReaderNetwork.settled, grown])
def test_a_network_that_is_kept_or_grown_says_what_it_said(vocabulary, change):
    network = trained_network(vocabulary, layers=("c1", "c2", "q", "c4", "c1", "p"))
    inputs = tensors(make_batch(some_pairs(vocabulary), vocabulary.commonness), torch.device("cpu"))
    with torch.no_grad():
        for left, right in zip(network(*inputs), change(network).eval()(*inputs), strict=True):
            assert torch.allclose(left, right, atol=0.1, rtol=0.01)  # word vectors in bytes


def test_what_a_grown_network_has_more_learns(vocabulary):
    network = grown(trained_network(vocabulary, layers=("c1", "c2", "q", "c4", "c1", "p")))
    assert len(network.encoder.layers) == len(Shape(1, 1).layers) > 6
    inputs = tensors(make_batch(some_pairs(vocabulary), vocabulary.commonness), torch.device("cpu"))
    sum(said.clamp(min=-100).sum() for said in network(*inputs)).backward()
    new = [*network.encoder.layers[6:].parameters(), network.encoder.input.tuned.weight]
    moving = [weights for weights in new if weights.grad is not None and weights.grad.abs().sum() > 0]
    assert len(moving) > len(new) / 3  # of a silent layer, what lets it speak; the rest then follows


def test_a_network_of_other_layers_is_not_grown(vocabulary):
    with pytest.raises(ModelError, match="with other layers"):
        grown(trained_network(vocabulary, layers=("p", "c1", "c2", "q")))


def test_a_reader_that_lacks_weights_is_not_gone_on_from(vocabulary, tmp_path):
    export_reader(small_network(vocabulary), vocabulary, Calibration((0.0, 1.0, 0.0), 0.0), tmp_path)
    graph = onnx.load(str(tmp_path / "reader.onnx"))
    del graph.graph.initializer[0]
    onnx.save(graph, str(tmp_path / "reader.onnx"))
    with pytest.raises(ModelError, match=r"cannot go on from .*Start from another reader"):
        read_network(tmp_path)


def test_rounds_ask_every_question_before_one_comes_again(data, vocabulary):
    found = read_questions([data / "qa" / "drcd-dev.jsonl.xz"], vocabulary)
    windows = Windows(found, vocabulary, seed=1)
    find_nearest(windows, found.questions)
    rounds = Rounds(windows, found.questions * 8, seed=1, count=16)
    asked = [rounds._round[at : at + 2] for at in range(0, rounds.length, 2)]
    assert rounds.per_step == 2
    assert sum(map(len, asked)) == rounds.length == 8 * len(found.questions) - 4
    first = rounds.batch(0).batch.passage_ids
    rounds.batch(rounds.length // 2)  # the first step of the next round
    assert np.array_equal(rounds.batch(0).batch.passage_ids, first)


def test_yardstick_articles_are_not_learned_from(data, monkeypatch):
    texts = list(read_lines(data / "raw" / "crud_news.txt.xz"))
    asked_about = {"context": texts[0][:90] + " \n" + texts[0][90:]}
    monkeypatch.setattr("qa.training.reader_words.YARDSTICKS", ("made-dev",))
    write_lines(data / "qa" / "made-dev.jsonl.xz", [asked_about])
    assert list(read_raw(data, "crud_news")) == texts[1:]


def test_the_whole_recipe_makes_a_folder_the_service_reads(data, tmp_path, monkeypatch):
    monkeypatch.setattr("qa.training.reader_words.MIN_COUNT", 1)
    monkeypatch.setattr("qa.training.reader_words.WORKERS", 1)
    monkeypatch.setattr(training, "MIN_RAW_CHARS", 10)
    steps = "hidden_words", "single_windows", "groups", "again_singles", "again_groups", "taught", "glance"
    recipe = Recipe(further=4, **dict.fromkeys(steps, 2))
    train_reader(data, tmp_path / "out", tmp_path / "work", recipe)
    reading = Reader.load(tmp_path / "out").read("赵明种了多少亩莲藕", [("", article(0))])[0]
    assert 0 <= reading.start < reading.end <= len(article(0))
    assert 0 <= reading.probability <= 1

    train_reader(data, tmp_path / "more", tmp_path / "work", recipe, start=tmp_path / "out")
    assert Reader.load(tmp_path / "more").read("赵明种了多少亩莲藕", [("", article(0))])[0] != reading
    assert (tmp_path / "more" / "words.txt").read_bytes() == (tmp_path / "out" / "words.txt").read_bytes()

    train_reader(data, tmp_path / "two", tmp_path / "work", recipe, beside=tmp_path / "out")
    assert (tmp_path / "two" / "words.txt").read_bytes() == (tmp_path / "out" / "words.txt").read_bytes()
    assert Reader.load(tmp_path / "two").read("赵明种了多少亩莲藕", [("", article(0))])[0] != reading

    both = [tmp_path / "out", tmp_path / "two"]
    train_reader(data, tmp_path / "one", tmp_path / "work", recipe, taught_by=both)
    assert Reader.load(tmp_path / "one").read("赵明种了多少亩莲藕", [("", article(0))])[0] != reading


def test_a_glance_learns_what_the_full_reading_says():
    read = torch.tensor([2.0, -2.0, -1.0, -3.0])  # two questions with two windows each
    near, far = (glance_loss(glanced, read, 2).item() for glanced in (read, read.flip(0)))
    assert near < far
    shifted = torch.tensor([2.0, -2.0, 9.0, -3.0])
    assert glance_loss(shifted, read, 2).item() > near  # the second question is answered nowhere
