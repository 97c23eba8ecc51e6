"""What goes on from a few letters: words, titles and names, from the dictionary, the lists and the columns.

No text is searched: letters are a range of the sorted dictionary, and a word's titles are a list. So the time depends
on how many words begin so and how many titles have them, not on the archive's text.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from search.analysis import find, fold, words
from search.engines.whoosh.articles import Articles, union
from search.engines.whoosh.snapshot import Snapshot
from search.schema import ArticleHead
from search.suggestion import Suggested, Suggestion

_TRIED = 5  # times as many words as are asked for: forms of one word fall together
_SAMPLES = 5  # passages that are asked how a word is written; reading one takes some 30 microseconds
_TITLES_READ = 100  # newest titles with the words that are read to see which begin with them: 2 milliseconds


class Suggestions:
    """What one generation suggests.

    Args:
        snapshot: of it.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def give(self, begun: str, kind: Suggested, limit: int) -> list[Suggestion]:
        """Give what goes on from some letters, as `Engine.suggest` says."""
        if kind is Suggested.WORD:
            return self._words(fold(begun), limit)
        if kind is Suggested.TITLE:
            return self._titles(words(begun), limit)
        return self._names(kind, words(begun), limit)

    def _words(self, prefix: str, limit: int) -> list[Suggestion]:
        """Give words, those that find most first; of words that find the same only the commonest."""
        snapshot = self._snapshot
        seen: set[frozenset[str]] = set()
        found: list[tuple[int, str]] = []
        for word in snapshot.vocabulary.commonest(prefix, _TRIED * limit) if prefix else []:
            forms = snapshot.vocabulary.inflections(word)
            if forms in seen:
                continue
            seen.add(forms)
            lists = (Articles(snapshot.articles, snapshot.lists.articles(form)[0]) for form in forms | {word})
            if articles := len(union(lists, snapshot.articles)):  # a byline's word is not found unless asked for there
                found.append((articles, word))
            if len(found) == limit:
                break
        found.sort(key=lambda each: -each[0])
        return [Suggestion(Suggested.WORD, self._written(word), articles) for articles, word in found]

    def _written(self, word: str) -> str:
        """Give a folded word as a few passages write it, in small letters if one of them does."""
        documents = self._snapshot.lists.passages(word)[0]
        live = documents[self._snapshot.live.take(documents)]
        forms: Counter[str] = Counter()
        for document in live[np.linspace(0, len(live) - 1, _SAMPLES).astype(int)].tolist() if len(live) else ():
            _, section, text = self._snapshot.passage_row(document)
            for start, end in find(text, [word]):
                forms[text[start:end]] += 1
            if not forms:
                forms.update(section[start:end] for start, end in find(section, [word]))
        spellings: Counter[str] = Counter()
        for form, count in forms.items():
            spellings[form.lower()] += count
        if not spellings:
            return word
        spelling = spellings.most_common(1)[0][0]
        return spelling if spelling in forms else max(forms, key=lambda form: (form.lower() == spelling, forms[form]))

    def _titles(self, sought: Sequence[str], limit: int) -> list[Suggestion]:
        """Give titles that have all the words and one that begins like the last; those that begin so first."""
        if not sought:
            return []
        snapshot = self._snapshot
        has_all = np.zeros(snapshot.articles, bool)
        has_all[snapshot.title_words.articles(sought[-1], begun=True)] = True
        for word in sought[:-1]:
            has_word = np.zeros(snapshot.articles, bool)
            has_word[snapshot.title_words.articles(word)] = True
            has_all &= has_word
        ordinals = np.flatnonzero(has_all)
        age = -snapshot.day.take(ordinals)
        if len(ordinals) > _TITLES_READ:
            newest = np.argpartition(age, _TITLES_READ)[:_TITLES_READ]
            ordinals, age = ordinals[newest], age[newest]
        newest = ordinals[np.lexsort((ordinals, age))]
        titled: dict[tuple[str, ...], list[tuple[str, ArticleHead]]] = {}
        for article_id, head in map(snapshot.head, newest.tolist()):
            titled.setdefault(tuple(words(head.title)), []).append((article_id, head))
        closest = sorted(titled, key=lambda title: _closeness(title, sought))[:limit]
        return [_title(titled[title]) for title in closest]

    @cached_property
    def _named(self) -> dict[Suggested, list[tuple[int, str, list[str]]]]:
        """All names by kind, those of most articles first: how many, as written, and folded."""
        snapshot = self._snapshot
        columns = {
            Suggested.SOURCE: (snapshot.source_names, snapshot.source),
            Suggested.PLACE: (snapshot.place_names, snapshot.place),
        }
        return {
            kind: sorted(
                (
                    (count, name, words(name))
                    for name, count in zip(names, np.bincount(of, minlength=len(names)).tolist(), strict=True)
                    if name
                ),
                key=lambda each: -each[0],
            )
            for kind, (names, of) in columns.items()
        }

    def _names(self, kind: Suggested, sought: Sequence[str], limit: int) -> list[Suggestion]:
        """Give names that have the words side by side, the last one begun; those that begin with them first."""
        fitting = [
            (closeness, name, count)
            for count, name, folded in self._named[kind]
            if (closeness := _closeness(folded, sought)) < _APART
        ]
        fitting.sort(key=lambda each: each[0])
        return [Suggestion(kind, name, count) for _, name, count in fitting[:limit]]


def _title(heads: Sequence[tuple[str, ArticleHead]]) -> Suggestion:
    """Give the title that some articles share; where only one has it, with that article."""
    (article_id, head), *others = heads
    if others:
        return Suggestion(Suggested.TITLE, head.title, len(heads))
    return Suggestion(Suggested.TITLE, head.title, 1, article_id, head)


_FIRST, _WITHIN, _APART = range(3)


def _closeness(text: Sequence[str], sought: Sequence[str]) -> int:
    """Tell whether words begin a text, stand side by side in it, or neither; the last of them may be begun only."""
    last = len(sought) - 1
    if last < 0:
        return _FIRST
    for at in range(len(text) - last):
        if text[at + last].startswith(sought[last]) and list(text[at : at + last]) == list(sought[:last]):
            return _WITHIN if at else _FIRST
    return _APART
