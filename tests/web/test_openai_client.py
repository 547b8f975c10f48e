"""OpenAI's own Python client, pointed at the service."""

import openai
import pytest

from tests.web.newspaper import ANSWERS, FACT, LIST, REFUSED

ASKED = [{"role": "system", "content": "You are a pirate."}, {"role": "user", "content": FACT}]


@pytest.fixture
def client(site):
    with openai.OpenAI(base_url=f"{site}/v1", api_key="any", max_retries=0, timeout=60) as client:
        yield client


def test_answer_and_its_citations(client):
    completion = client.chat.completions.create(model="wenbao", messages=ASKED, temperature=0.2)
    message = completion.choices[0].message
    assert (message.role, completion.choices[0].finish_reason) == ("assistant", "stop")
    assert message.content.startswith(ANSWERS[FACT].text)
    assert message.citations[0]["quote"] == ANSWERS[FACT].citations[0].quote
    assert message.citations[0]["url"].startswith(str(client.base_url).removesuffix("v1/"))
    assert completion.wenbao["short"] == "120米"
    assert completion.usage.total_tokens == len(FACT) + len(message.content)


def test_stream_says_the_same_in_pieces(client):
    whole = client.chat.completions.create(model="wenbao", messages=[{"role": "user", "content": LIST}])
    chunks = list(
        client.chat.completions.create(
            model="wenbao",
            messages=[{"role": "user", "content": LIST}],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    said = [chunk.choices[0] for chunk in chunks if chunk.choices]
    content = "".join(one.delta.content or "" for one in said)
    message = whole.choices[0].message
    assert content == message.content.replace(whole.wenbao["reply"], chunks[-2].wenbao["reply"])
    assert len(said) > len(ANSWERS[LIST].citations)
    assert [one.finish_reason for one in said] == [None] * (len(said) - 1) + ["stop"]
    assert [one["quote"] for one in said[-1].delta.citations] == [one["quote"] for one in message.citations]
    assert chunks[-2].wenbao["answer"] == ANSWERS[LIST].text
    assert chunks[-1].usage.completion_tokens == len(content)
    assert len({chunk.id for chunk in chunks}) == 1


def test_stream_helper_of_the_client_reads_it(client):
    with client.chat.completions.stream(model="wenbao", messages=ASKED) as stream:
        completion = stream.get_final_completion()
    assert completion.choices[0].message.content.startswith(ANSWERS[FACT].text)


def test_refusal_is_an_answer_like_others(client):
    completion = client.chat.completions.create(
        model="wenbao", messages=[{"role": "user", "content": REFUSED}]
    )
    assert completion.wenbao["answered"] is False
    assert completion.choices[0].message.content


def test_models_are_listed(client):
    assert [model.id for model in client.models.list()] == ["wenbao"]
    assert client.models.retrieve("wenbao").owned_by == "wenbao"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("other")


@pytest.mark.parametrize(
    ("role", "content", "error"),
    [
        ("user", " ", openai.UnprocessableEntityError),
        ("user", "问" * 7000, openai.UnprocessableEntityError),
        ("system", "甲", openai.BadRequestError),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_trouble_is_an_exception_with_words(client, role, content, error, stream):
    messages = [{"role": role, "content": content}]
    with pytest.raises(error) as caught:
        client.chat.completions.create(model="wenbao", messages=messages, stream=stream)
    assert caught.value.body["message"]
    assert caught.value.type == "invalid_request_error"
