"""What a trainer types, and what must come of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer import pipeline
from indexer.languages import load_languages
from indexer.senses import derive_senses

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge
    from indexer.search import SearchEngine

SMILE = {
    "en/principles/smile",
    "te/principles/personalisation",
    "zh/principles/introduction",
    "zh/principles/efficiency",
}

EXAMPLES = [
    pytest.param(code, name, id=f"{code}-{name}")
    for code, language in load_languages(Path(__file__).parents[1] / "site_config/languages").items()
    for name in language.ui
    if name.startswith("help.query.")
]


def found(engine: SearchEngine, query: str, limit: int = 10) -> list[str]:
    return [hit.page for hit in engine.search(query, limit=limit).hits]


@pytest.mark.parametrize(
    "query",
    ["smile", "SMILING", "úsměv", "usmev", "úsměvem", "微笑", "చిరునవ్వు", "స్మైల్‌తో", "weixiao", "chirunavvu", "smlie"],
)
def test_a_smile_in_any_spelling_finds_the_smile_in_every_text_that_has_it(query: str, engine: SearchEngine) -> None:
    assert set(found(engine, query, 12)) >= SMILE


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("honesty", "cs/principles/honesty"),
        ("诚实", "cs/principles/honesty"),
        ("నిజాయితీ", "cs/principles/honesty"),
        ("poctivosti", "cs/principles/honesty"),
        ("先入为主", "zh/principles/first-impression"),
        ("keep your word", "cs/principles/commitment"),
        ("první dojmy", "zh/principles/first-impression"),
        ("how do I calm an angry customer?", "cs/principles/respect"),
        ("顧客投訴", "cs/principles/respect"),
    ],
)
def test_the_page_about_it_comes_first(query: str, first: str, engine: SearchEngine) -> None:
    assert found(engine, query)[0] == first


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("customer", "customs"),
        ("compassion", "compass"),
        ("personalization", "person"),
        ("product", "productivity"),
        ("goods", "good"),
    ],
)
def test_english_words_of_different_meaning_stay_apart(one: str, other: str, engine: SearchEngine) -> None:
    analysis = engine.interpreter.reader.analysis

    assert not set(analysis.terms(one, "en")) & set(analysis.terms(other, "en"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("úcta", "účet"),
        ("úctu", "účtu"),
        ("přání", "praní"),
        ("fronta", "front"),
        ("jméno", "jmění"),
        ("poctivost", "nepoctivost"),
        ("trpělivý", "netrpělivý"),
    ],
)
def test_czech_words_of_different_meaning_stay_apart(one: str, other: str, engine: SearchEngine) -> None:
    analysis = engine.interpreter.reader.analysis

    assert not set(analysis.terms(one, "cs")) & set(analysis.terms(other, "cs"))


@pytest.mark.parametrize(("one", "other"), [("కాల్", "కాలం"), ("ఉద్యోగి", "ఉద్యోగం"), ("సకాలంలో", "సక"), ("పన్ను", "పని")])
def test_telugu_words_of_different_meaning_stay_apart(one: str, other: str, engine: SearchEngine) -> None:
    analysis = engine.interpreter.reader.analysis

    assert not set(analysis.terms(one, "te")) & set(analysis.terms(other, "te"))


@pytest.mark.parametrize("query", ["parking tax", "jízdní řád vlaků", "బిర్యానీ రెసిపీ", "火车时刻表", "qwertzuiop", "🙂", ""])
def test_a_question_about_something_else_gets_no_confident_answer(query: str, engine: SearchEngine) -> None:
    answer = engine.search(query)

    assert not (answer.confident and answer.hits)


def test_two_ideas_put_the_pages_with_both_first(engine: SearchEngine) -> None:
    # The English passage on smiling is the one about smiling on the telephone.
    assert found(engine, "úsměv telefon")[0] == "en/principles/smile"


def test_two_languages_in_one_query_are_one_query(engine: SearchEngine) -> None:
    assert found(engine, "smile 电话")[0] == "en/principles/smile"


def test_lang_in_the_query_filters_and_the_option_does_not(engine: SearchEngine) -> None:
    assert {page[:2] for page in found(engine, "smile lang:zh")} == {"zh"}
    assert {hit.page[:2] for hit in engine.search("smile", language="zh").hits} > {"zh", "en"}


def test_the_readers_language_comes_first_among_equals(engine: SearchEngine) -> None:
    for language in ("en", "zh"):
        assert engine.search("smile", language=language).hits[0].page.startswith(f"{language}/")


def test_an_exact_word_is_not_taken_for_a_slip(engine: SearchEngine) -> None:
    reasons = {why.reason for why in engine.search("smile").interpretation}

    assert "typo" not in reasons


def test_a_slip_is_said_to_be_one(engine: SearchEngine) -> None:
    assert "typo" in {why.reason for why in engine.search("poctivst").interpretation}


def test_traditional_characters_are_a_variant_and_no_diacritics(engine: SearchEngine) -> None:
    answer = engine.search("顧客投訴", language="zh", limit=50)
    reasons = {(why.typed, why.matched, why.reason) for hit in answer.hits for why in hit.why}

    assert [why.reason for why in answer.interpretation] == ["variant", "variant"]
    assert ("顧客", "顾客", "variant") in reasons
    assert not [why for why in reasons if why[2] == "diacritics"]


def test_a_misspelling_across_known_words_is_an_accident(engine: SearchEngine, knowledge: Knowledge) -> None:
    senses = derive_senses(knowledge.vocabulary, engine.interpreter.reader.analysis)

    assert "waiting" in {mention.sense for mention in senses.find("大家都在排对", "zh")}
    assert "waiting" not in {mention.sense for mention in senses.find("合理安排对方的时间", "zh")}


@pytest.mark.parametrize(("reader", "reason"), [("en", "synonym"), ("cs", "translation")])
def test_within_one_language_nothing_is_translated(reader: str, reason: str, engine: SearchEngine) -> None:
    # A row of the bridge leads from friendship to friendliness.
    answer = engine.search("friendship", language=reader, limit=50)
    english = {why.reason for hit in answer.hits if hit.record["language"] == "en" for why in hit.why}

    assert answer.interpretation[0].reason == reason
    assert "synonym" in english
    assert "translation" not in english


def test_marks_stand_on_whole_words_in_utf16(engine: SearchEngine) -> None:
    for query in ("smile", "微笑", "స్మైల్"):
        for hit in engine.search(query).hits:
            units = hit.excerpt.text.encode("utf-16-le")
            for start, end in hit.excerpt.marks:
                assert units[2 * start : 2 * end].decode("utf-16-le").strip()


def test_the_same_query_gives_the_same_answer(engine: SearchEngine) -> None:
    assert engine.search("waiting customers").to_json() == engine.search("waiting customers").to_json()


@pytest.mark.parametrize(("code", "name"), EXAMPLES)
def test_each_example_of_the_help_page_is_understood_and_finds_something(
    engine: SearchEngine, knowledge: Knowledge, code: str, name: str
) -> None:
    answer = engine.search(knowledge.languages[code].ui[name], language=code)

    assert answer.hits
    assert {why.reason for why in answer.interpretation}.isdisjoint({"mistake", "unknown"})


@pytest.mark.parametrize("code", ["en", "te", "cs", "zh"])
def test_the_first_example_of_the_help_page_is_of_two_ideas_and_the_page_with_both_is_best(
    engine: SearchEngine, knowledge: Knowledge, code: str
) -> None:
    # Two words that are together one label, as "smile phone" is, would be an example of nothing.
    query = knowledge.languages[code].ui["help.query.any"]

    answer = engine.search(query, language=code)

    typed = {why.typed for why in answer.interpretation}
    assert typed == set(query.split())
    assert {why.typed for why in answer.hits[0].why} == typed
    assert answer.total > 1


@pytest.mark.parametrize("query", ["tag:~abc", "tag:~5", "tag:constructor", "source:gone", "lang:xx"])
def test_a_field_that_names_nothing_says_so(query: str, engine: SearchEngine) -> None:
    answer = engine.search(query)

    assert not answer.hits
    assert [(why.typed, why.reason) for why in answer.interpretation] == [(query, "unknown")]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("smile -phone", ["phone"]),
        ("smile -(phone OR hello)", ["phone", "hello"]),
        ("smile -(phone AND hello)", ["phone AND hello"]),
        ("NOT (smile NOT phone)", ["smile -phone"]),
        ('smile -tag:"first impression"', ['tag:"first impression"']),
        ("smile -title:smil*", ["title:smil*"]),
        ("smile -zzyzx", []),
    ],
)
def test_what_is_left_out_is_told_as_it_could_be_typed(query: str, told: list[str], engine: SearchEngine) -> None:
    reasons = engine.search(query).interpretation

    assert [why.typed for why in reasons if why.reason == "excluded"] == told


def test_a_word_that_is_known_but_stands_nowhere_is_not_known_here(engine: SearchEngine) -> None:
    reasons = engine.search("reigns banana").interpretation

    assert ("banana", "unknown") in [(why.typed, why.reason) for why in reasons]


def test_without_a_page_nothing_is_found(knowledge: Knowledge, tmp_path: Path) -> None:
    empty = pipeline.engine_for(pipeline.build_lexicon(replace(knowledge, pages=()), tmp_path), tmp_path)

    assert empty.search("smile", facets=True).total == 0
