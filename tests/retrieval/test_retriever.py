"""The retriever is one for all readers."""

import threading

from explainer.retrieval import retriever
from explainer.retrieval.lexical import LexicalIndex
from explainer.retrieval.retriever import PassageRetriever


def test_readers_who_come_at_once_share_one_index(documents, monkeypatch):
    made = []

    class Counted(LexicalIndex):
        def __init__(self, *arguments):
            made.append(1)
            super().__init__(*arguments)

    monkeypatch.setattr(retriever, "LexicalIndex", Counted)
    shared = PassageRetriever(corpus=documents)
    threads = [threading.Thread(target=shared.search, args=("condenser", "en")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_it_is_a_langchain_retriever(documents):
    found = PassageRetriever(corpus=documents).invoke("Who added the separate condenser?", lang="en")
    assert "condenser" in found[0].page_content
    assert found[0].id == found[0].metadata["hit"].passage.id
