"""Transformers with random weights, saved as sentence-transformers saves them, and a hub without a voice."""

import os
import socket
from contextlib import contextmanager

LETTERS = [*"莲藕水渠丰收修好了种十亩多少镇的", "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def save_tiny_bert(folder, labels=None):
    """A BERT of two small layers and its tokenizer; with `labels`, one that classifies pairs."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

    torch.manual_seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(LETTERS), "utf-8")
    sizes = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    config = BertConfig(vocab_size=len(LETTERS), pad_token_id=LETTERS.index("[PAD]"), **sizes)
    config.initializer_range = 1.0
    if labels:
        config.num_labels = labels
    model = BertForSequenceClassification(config) if labels else BertModel(config)
    model.save_pretrained(folder)
    BertTokenizerFast(vocab={word: at for at, word in enumerate(LETTERS)}).save_pretrained(folder)
    return folder


def save_tiny_embedder(folder):
    """The tiny BERT and the mean of its tokens, with a prompt for questions."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    bert = Transformer(str(save_tiny_bert(folder / "bert")))
    model = SentenceTransformer(
        modules=[bert, Pooling(16)], prompts={"query": "多少", "document": ""}, device="cpu"
    )
    model.save(str(folder / "model"), create_model_card=False)
    return folder / "model"


def save_tiny_reranker(folder, labels):
    """A CrossEncoder with random weights."""
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(save_tiny_bert(folder / "bert", labels)), device="cpu")
    model.save_pretrained(str(folder / "model"), create_model_card=False)  # a card is looked up at the hub
    return folder / "model"


@contextmanager
def silent_hub(monkeypatch):
    """A model hub that takes the call and never says a word; yields how long we may wait for it."""
    from huggingface_hub import constants

    from qa.indexing import sentence_models

    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(constants, "ENDPOINT", f"http://127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.setattr(sentence_models, "HUB_TIMEOUT_SECONDS", 0.5)
        yield 30.0  # seconds; a hub that is waited for takes minutes, a busy machine some
