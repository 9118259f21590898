"""Makes up queries as people type them, the same ones each time, to ask both halves of the search."""

from __future__ import annotations

import random
import unicodedata
from typing import TYPE_CHECKING

from indexer.analysis import Analysis, cut, skeleton
from indexer.forms import pinyin, romanise_indic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from indexer.pipeline import Knowledge
    from indexer.shipped import Lexicon

EACH = 42
LATIN = "abcdefghijklmnopqrstuvwxyz"
READERS = ("", "en", "te", "cs", "zh")
QUESTIONS = (
    "how do I {}?",
    "What does “{}” mean to the customer",
    "jak na {} po telefonu?",
    "proč je důležité {} a {}",
    "{} అంటే ఏమిటి?",
    "为什么{}很重要？",
    "如何处理{}",
)
EDGES = (
    "",
    " ",
    "?!…",
    "👍🏽",
    "🙂 smile 🙂",
    "𠮷野家",
    "lang:",
    "lang:cs",
    "smile lang:xx",
    "lang:zh lang:te smile",
    "smile lang:cs úsměv",
    "constructor",
    "toString hasOwnProperty",
    "__proto__",
    "the",
    "的",
    "a b c d e f g h i j k l m n o p",
    "\ufeffsmile\u200b",
    "İstanbul STRASSE straße",
    "ΛΌΓΟΣ улыбка",
    "24/7",
    "౨౪",
    "\u0301",
    "smile" * 60,
    "微笑" * 40,
    'say "thank you" <b>now</b>',
)


class Typist:
    """Types queries about the content at hand, some kinds of them wrongly."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, seed: int) -> None:
        """Read the words that there are to type."""
        self.chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
        self.analysis: Analysis = lexicon.analysis
        texts = [part.text for page in knowledge.pages for part in page.paragraphs]
        texts += [text for page in knowledge.pages for text in page.summaries.values()]
        self.sentences = [[token.text for token in cut(text)] for text in texts]
        self.words = sorted({word for sentence in self.sentences for word in sentence})
        self.labels = {
            code: sorted({label for concept in knowledge.vocabulary.concepts for label in concept.labels(code)})
            for code in self.analysis.by_code
        }
        self.forms = sorted(word for word, entry in lexicon.entries.items() if "f" in entry)
        self.traditional = {new: old for old, new in self.analysis.variants.items()}

    def word(self) -> str:
        """Return a word of a page; of a Chinese run a few characters."""
        word = self.chance.choice(self.words)
        return word[: self.chance.randint(1, 6)] if cut(word)[0].han else word

    def label(self, code: str = "") -> str:
        """Return the label of a concept."""
        return self.chance.choice(self.labels[code or self.chance.choice(sorted(self.labels))])

    def run(self) -> str:
        """Return a piece of a Chinese run, wherever it begins."""
        runs = [word for word in self.words if cut(word)[0].han]
        run = self.chance.choice(runs)
        start = self.chance.randrange(len(run))
        return run[start : start + self.chance.randint(1, 8)]

    def phrase(self) -> str:
        """Return words that stand side by side."""
        sentence: Sequence[str] = self.chance.choice(self.sentences)
        start = self.chance.randrange(len(sentence))
        return " ".join(word[:12] for word in sentence[start : start + self.chance.randint(2, 5)])

    def slip(self, text: str) -> str:
        """Return `text` with a letter left out, swapped or wrong."""
        if len(text) < 3:
            return text
        place = self.chance.randrange(1, len(text) - 1)
        wrong = ("", text[place + 1] + text[place], self.chance.choice(LATIN) + text[place + 1])
        return text[:place] + self.chance.choice(wrong) + text[place + 2 :]

    @staticmethod
    def without_diacritics(text: str) -> str:
        """Return `text` as typed on a keyboard that has no diacritics."""
        return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


WAYS: dict[str, Callable[[Typist], str]] = {
    "words of the pages": Typist.word,
    "labels": Typist.label,
    "inflected forms": lambda typist: typist.chance.choice(typist.forms),
    "capitals": lambda typist: typist.word().upper(),
    "full width": lambda typist: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in typist.label("en")),
    "decomposed": lambda typist: unicodedata.normalize("NFD", typist.label("cs")),
    "without diacritics": lambda typist: typist.without_diacritics(typist.label("cs")),
    "slips": lambda typist: typist.slip(typist.chance.choice((typist.word, typist.label))()),
    "beginnings": lambda typist: typist.word()[: typist.chance.randint(1, 5)],
    "pinyin": lambda typist: pinyin(typist.label("zh")),
    "pinyin in pieces": lambda typist: " ".join(pinyin(character) for character in typist.label("zh")[:4]),
    "Telugu in Latin letters": lambda typist: romanise_indic(typist.label("te")),
    "skeletons": lambda typist: skeleton(romanise_indic(typist.label("te")), typist.analysis.by_code["te"]),
    "Traditional": lambda typist: "".join(
        typist.traditional.get(character, character) for character in typist.label("zh")
    ),
    "Han runs": Typist.run,
    "single characters": lambda typist: typist.chance.choice(typist.run()),
    "phrases": Typist.phrase,
    "questions": lambda typist: typist.chance.choice(QUESTIONS).format(typist.label(), typist.label()),
    "two languages": lambda typist: f"{typist.label()} {typist.word()}",
    "run together": lambda typist: f"{typist.label('zh')}{typist.word()}{typist.label('te')}",
    "filters": lambda typist: f"{typist.label()} lang:{typist.chance.choice((*READERS[1:], 'CS', 'de'))}",
    "nonsense": lambda typist: "".join(typist.chance.choices(LATIN, k=typist.chance.randint(3, 9))),
    "nonsense beside sense": lambda typist: f"{typist.slip(typist.slip(typist.word()))} {typist.label()}",
    "punctuation": lambda typist: (
        f"{typist.chance.choice('¿“(—#')}{typist.label()}{typist.chance.choice('?!…”);：，')}"
    ),
}
KINDS = (*WAYS, "edges")


def type_queries(knowledge: Knowledge, lexicon: Lexicon, *, seed: int = 1) -> dict[str, list[tuple[str, str]]]:
    """Return (query, reader's language) by the kind of query."""
    typist = Typist(knowledge, lexicon, seed)
    made = {kind: [make(typist) for _ in range(EACH)] for kind, make in WAYS.items()}
    return {
        kind: [(query, READERS[number % len(READERS)]) for number, query in enumerate(queries)]
        for kind, queries in {**made, "edges": list(EDGES)}.items()
    }
