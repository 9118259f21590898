"""Laws of the search, over every word of every page."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from altered import Question, Told

from indexer import pipeline
from indexer.analysis import cut
from indexer.descriptions import page_texts
from indexer.index import LanguageIndex, write_index

sys.path.insert(0, str(Path(__file__).parent / "relevance"))
import evaluate

if TYPE_CHECKING:
    from indexer.model import Page
    from indexer.pipeline import Knowledge
    from indexer.search import SearchEngine

ALL = 1000
EQUAL = 1e-9


def pages_found(engine: SearchEngine, query: str) -> set[str]:
    return {hit.page for hit in engine.search(query, limit=ALL).hits}


def test_every_content_word_of_every_page_finds_its_page(engine: SearchEngine, knowledge: Knowledge) -> None:
    analysis = engine.interpreter.reader.analysis
    words: dict[str, set[str]] = defaultdict(set)
    for page in knowledge.pages:
        for code, text in page_texts(page):
            for token in cut(text):
                language = analysis.language_in(analysis.fold(token.text), code)
                if not token.han and language and analysis.fold(token.text) not in analysis.by_code[language].stop:
                    words[token.text].add(page.path)

    lost = {word: pages - pages_found(engine, word) for word, pages in words.items()}

    assert len(words) > 500
    assert not {word: pages for word, pages in lost.items() if pages}


def test_every_short_piece_of_a_chinese_sentence_finds_its_page(engine: SearchEngine, knowledge: Knowledge) -> None:
    pieces: dict[str, set[str]] = defaultdict(set)
    for page in knowledge.pages:
        for _, text in page_texts(page):
            for token in (token for token in cut(text) if token.han):
                for size in (1, 2, 3, 4):
                    for start in range(len(token.text) - size + 1):
                        pieces[token.text[start : start + size]].add(page.path)
    stop = engine.interpreter.reader.analysis.by_code["zh"].stop

    lost = {piece: pages - pages_found(engine, piece) for piece, pages in pieces.items() if piece not in stop}

    assert len(pieces) > 4000
    assert not {piece: pages for piece, pages in lost.items() if pages}


def test_a_reason_names_words_of_the_page_or_a_tag_it_has(engine: SearchEngine, knowledge: Knowledge) -> None:
    by_path = {page.path: page for page in knowledge.pages}
    labels = {concept.id: set(concept.pref.values()) for concept in knowledge.vocabulary.concepts}
    queries = [
        label for concept in knowledge.vocabulary.principles for code in concept.pref for label in concept.labels(code)
    ]

    for query in queries:
        for hit in engine.search(query, limit=ALL).hits:
            page = by_path[hit.page]
            text = "\n".join(part for _, part in page_texts(page))
            tagged = {label for tag in page.tags for label in labels[tag.concept]}
            for why in hit.why:
                said = why.matched in text or why.matched in tagged
                assert said or why.reason == "summary", (query, hit.page, why)


@pytest.fixture(scope="module")
def told(engine: SearchEngine, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Told:
    return Told.of(engine, knowledge, judged(), tmp_path_factory.mktemp("altered"))


def judged() -> list[Question]:
    lines = [line for file in evaluate.TUNED for line in file.read_text(encoding="utf-8").splitlines()]
    return list(dict.fromkeys((entry["query"], entry["language"]) for entry in map(json.loads, lines)))


def test_every_hit_falls_when_what_any_of_its_reasons_names_is_taken_away(told: Told) -> None:
    risen = []
    for name, reasons in told.named.items():
        poorer = told.without(name)
        for question, why, before in reasons:
            after = told.scores(poorer, question).get(name[0], 0.0)
            if after >= before - EQUAL:
                risen.append((question, name[0], why, before, after))

    assert sum(map(len, told.named.values())) > 5000
    assert not risen


def test_the_indexes_in_memory_score_as_whoosh_does(told: Told, engine: SearchEngine, tmp_path: Path) -> None:
    for question in judged():
        assert told.scores(told.engine, question) == pytest.approx(told.scores(engine, question), abs=EQUAL)

    for number, name in enumerate(list(told.named)[::100]):
        code = name[0].split("/")[0]
        pages = {path: entry for path, entry in told.before.items() if path.startswith(f"{code}/")}
        entries = list({**pages, name[0]: told.entries[name]}.values())
        write_index(tmp_path / str(number), entries, {field for entry in entries for field in entry.fields})
        index = LanguageIndex(tmp_path / str(number))
        poorer = replace(engine, indexes={**engine.indexes, code: index})
        for question, _, _ in told.named[name][:3]:
            expected = told.scores(poorer, question)
            assert told.scores(told.without(name), question) == pytest.approx(expected, abs=EQUAL)
        index.close()


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("restaurant", "zh/principles/understanding-needs"),  # a translation
        ("slevy", "te/principles/going-beyond"),  # a form, then a translation
        ("zdvorilost", "cs/principles/courtesy"),  # diacritics left out
        ("花", "zh/principles/story"),  # the word itself
        ("కూపన్", "te/principles/going-beyond"),
    ],
)
def test_a_hit_falls_when_what_its_reasons_name_is_taken_away(
    query: str, path: str, engine: SearchEngine, knowledge: Knowledge, tmp_path: Path
) -> None:
    before = next(hit for hit in engine.search(query, limit=ALL).hits if hit.page == path)
    said = {why.matched for why in before.why}
    pages = tuple(_without(page, said) if page.path == path else page for page in knowledge.pages)
    poorer = replace(knowledge, pages=pages)

    without = pipeline.engine_for(pipeline.build_lexicon(poorer, tmp_path), tmp_path)

    after = next((hit for hit in without.search(query, limit=ALL).hits if hit.page == path), None)
    assert after is None or after.score < before.score


def _without(page: Page, said: set[str]) -> Page:
    def cleaned(text: str) -> str:
        for words in said:
            text = text.replace(words, "…")
        return text

    return replace(
        page,
        heading=cleaned(page.heading),
        paragraphs=tuple(replace(part, text=cleaned(part.text)) for part in page.paragraphs),
        tags=tuple(tag for tag in page.tags if not any(words in tag.evidence for words in said)),
        summaries={},
    )
