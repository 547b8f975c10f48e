from qa.asking.samples import greet, sample_questions
from tests.asking.papers import ask, index
from tests.corpus import build


def test_every_sample_is_answered_by_its_articles():
    samples = sample_questions(index(), 3)
    assert samples
    assert all(ask(question).answered for question in samples)


def test_no_more_samples_than_asked_for():
    assert len(sample_questions(index(), 1)) == 1


def test_empty_corpus_still_greets():
    assert greet(build(()), "你好").kind == "chat"


def test_thanks_are_heard():
    assert ask("谢谢，讲得不错").text.startswith("不客气")
    assert ask("谢谢").kind == "chat"
    assert not ask("谢谢，石桥村的新桥长多少米").text.startswith("不客气")
