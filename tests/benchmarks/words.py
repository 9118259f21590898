"""The words of one language, from the commonest to the rarest, and a draw of running words by Zipf's law.

Common words are those of the repository's own texts, labels and bridge; behind them stand words of simplemma's
dictionaries and made-up ones. How steep the law is, and how many words there are, was fitted to real texts of the four
languages: at 10,000 pages about 21,000 English, 34,000 Czech and 42,000 Telugu forms and 4,200 Chinese characters.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from benchmarks.inflection import inflect, paradigms
from benchmarks.syllables import Syllables
from indexer.analysis import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_GRAMMAR = 120  # commonest words of the running texts: they carry the grammar, and have one form here
_OWN = 3  # of that many words behind them one is a label or a word of the bridge, while there are any
_FOLLOWERS = 4
_FOLLOWED = 0.35  # share of words that are one of the followers of the word before
_BEND, _TAIL = 2_500, 1.1  # behind this rank the law is steeper by this exponent, as in large collections of text
# Chinese characters that carry the grammar: no made-up word has one.
_PARTICLES = frozenset(
    "的了是在不和有就也都而及与着或对从把被让向由于这那其之个们我你您他她它很最更又再还只可以会能要得地过给时自所因为但如果"
)
_MIDDLE = (300, 20_000)  # ranks of the forms that pages are about


@dataclass(frozen=True, slots=True)
class Recipe:
    """The shape of a language's vocabulary.

    Attributes:
        lemmas: How many words there are, however rare.
        steep: Exponent of Zipf's law.
        flat: Added to the rank.
        forms: Exponent of the law by which the forms of a word are used.
        known: Share of words that are in a dictionary: among the common ones, among the rare ones.

    """

    lemmas: int
    steep: float
    flat: float
    forms: float
    known: tuple[float, float] = (0.0, 0.0)


RECIPES = {
    "en": Recipe(16_000, 1.06, 1.5, 2.2, (0.97, 0.73)),
    "cs": Recipe(20_000, 1.01, 5.0, 1.6, (0.92, 0.64)),
    "te": Recipe(12_000, 0.95, 5.0, 1.6),
    "zh": Recipe(30_000, 1.06, 4.0, 1.0),
}


@dataclass(frozen=True, slots=True)
class Material:
    """What the repository has of a language.

    Attributes:
        texts: Running text.
        labels: Labels of concepts and words of the bridge.

    """

    texts: Sequence[str]
    labels: Sequence[str]


class Words:
    """A vocabulary with its law.

    Attributes:
        forms: All forms, a word's own beside each other.
        words: The word of each form.
        middle: Numbers of the forms that are neither grammar nor rare.
        grammar: The commonest words.

    """

    def __init__(self, language: str, material: Material, seed: str) -> None:
        """Make the vocabulary; the same material and seed make the same."""
        recipe = RECIPES[language]
        chance = random.Random(f"{seed}/words/{language}")  # noqa: S311 -- repeatable, not secret
        forms: list[str] = []
        weights: list[float] = []
        words: list[str] = []
        middle: list[int] = []
        for rank, word in enumerate(_ranked(language, recipe, material, chance)):
            used = (word,) if rank < _GRAMMAR or language == "zh" else inflect(word, language)
            shares = [(number + 1.0) ** -recipe.forms for number in range(len(used))]
            weight = (rank + 1 + recipe.flat) ** -recipe.steep / math.fsum(shares)
            weight *= max(1.0, rank / _BEND) ** -_TAIL
            if _MIDDLE[0] <= rank < _MIDDLE[1]:
                middle.append(len(forms))
            forms += used
            weights += [weight * share for share in shares]
            words += [word] * len(used)
        self.language = language
        self.forms = tuple(forms)
        self.words = tuple(words)
        self.middle = tuple(middle)
        self.grammar = frozenset(words[:_GRAMMAR])
        self._sums = list(accumulate(weights))
        self._numbers = range(len(forms))
        followers = self._draw(chance, _FOLLOWERS * len(forms))
        self._followers = [followers[at : at + _FOLLOWERS] for at in range(0, len(followers), _FOLLOWERS)]

    def _draw(self, chance: random.Random, count: int) -> list[int]:
        return chance.choices(self._numbers, cum_weights=self._sums, k=count)

    def run(self, chance: random.Random, count: int) -> list[int]:
        """Return the numbers of `count` running forms; words that like each other stand side by side."""
        drawn = self._draw(chance, count)
        for at in range(1, count):
            lot = chance.random()
            if lot < _FOLLOWED:
                drawn[at] = self._followers[drawn[at - 1]][int(lot / _FOLLOWED * _FOLLOWERS)]
        return drawn


def _ranked(language: str, recipe: Recipe, material: Material, chance: random.Random) -> Iterator[str]:
    """Yield different words, the commonest first."""
    counted = Counter(token.text.lower() for text in material.texts for token in cut(text))
    common = [word for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    if language == "zh":
        characters = Counter(character for text in material.texts for token in cut(text) for character in token.text)
        common = [character for character, _ in sorted(characters.items(), key=lambda pair: (-pair[1], pair[0]))]
    own = sorted({label.lower() for label in material.labels if len(cut(label)) == 1})
    chance.shuffle(own)
    known = _dictionary(language, chance)
    make = _maker(language, material, chance)
    seen: set[str] = set()
    rank = 0
    while rank < recipe.lemmas:
        if rank < _GRAMMAR and common:
            word = common.pop(0)
        elif own and chance.randrange(_OWN) == 0:
            word = own.pop()
        else:
            share = recipe.known[0] + (recipe.known[1] - recipe.known[0]) * rank / recipe.lemmas
            word = known.pop() if known and chance.random() < share else make()
        if word and word not in seen:
            seen.add(word)
            rank += 1
            yield word


def _dictionary(language: str, chance: random.Random) -> list[str]:
    """Return the words of the dictionary, shorter ones rather at the end."""
    ordered = [(len(word) + chance.gauss(0, 3), word) for word in sorted(paradigms(language))]
    return [word for _, word in sorted(ordered, reverse=True)]


def _maker(language: str, material: Material, chance: random.Random) -> Callable[[], str]:
    """Return what makes up words."""
    seen = sorted({token.text.lower() for text in (*material.texts, *material.labels) for token in cut(text)})
    if language != "zh":
        shortest, longest = {"te": (2, 7)}.get(language, (4, 11))
        model = Syllables(word for word in seen if word.isalpha() or language == "te")
        return lambda: model.make(chance, shortest, longest)
    characters = _characters(seen)
    sums = list(accumulate((rank + 60.0) ** -1.4 for rank in range(len(characters))))
    sizes, shares = (1, 2, 3, 4), (8, 80, 92, 100)

    def compound() -> str:
        (size,) = chance.choices(sizes, cum_weights=shares)
        return "".join(chance.choices(characters, cum_weights=sums, k=size))

    return compound


def _characters(runs: Iterable[str]) -> list[str]:
    """Return Chinese characters: those seen, the commonest first, then those of the standard set GB 2312."""
    counted = Counter(character for run in runs for character in run if "\u4e00" <= character <= "\u9fff")
    seen = [character for character, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    standard = [pair.decode("gb2312", "ignore") for pair in rows]
    found = seen + [character for character in standard if character and character not in counted]
    return [character for character in found if character not in _PARTICLES]
