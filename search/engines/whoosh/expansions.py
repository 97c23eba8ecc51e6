"""What the words of a query stand for in an archive, looked up once and kept: for the matcher and for the snippets."""

from collections.abc import Callable

from search.engines.whoosh.vocabulary import MAX_EXPANSIONS, Vocabulary
from search.messages import say
from search.query import Fuzzy, Leaf, Node, Phrase, Wildcard, Word, walk


class Expansions:
    """The words that one query's leaves stand for.

    Args:
        vocabulary: the archive's words.
        check_time: called where a look-up may be long.
    """

    def __init__(self, vocabulary: Vocabulary, check_time: Callable[[], None]) -> None:
        self._vocabulary = vocabulary
        self._check_time = check_time
        self._words: dict[Node, tuple[str, ...] | None] = {}
        self.known: dict[Leaf, frozenset[str]] = {}
        self.notes: list[str] = []

    def of(self, leaf: Leaf) -> frozenset[str]:
        """Give the words of the archive that a leaf stands for, and remember them in `known`."""
        if leaf not in self.known:
            if isinstance(leaf, Phrase):
                self.known[leaf] = frozenset(leaf.words)
                return self.known[leaf]
            match leaf:
                case Word(word):
                    found = list(self._vocabulary.inflections(word))
                case Wildcard(pattern):
                    found = self._vocabulary.matching(pattern, self._check_time)
                case Fuzzy(word, edits):
                    found = self._vocabulary.near(word, edits)
            if len(found) > MAX_EXPANSIONS:
                shown = leaf.pattern if isinstance(leaf, Wildcard) else leaf.word
                self.notes.append(
                    say(
                        "“%(word)s” stands for %(count)s words; the first %(most)s were searched. "
                        "Write more of the word to search for all of them.",
                        word=shown,
                        count=len(found),
                        most=MAX_EXPANSIONS,
                    )
                )
            self.known[leaf] = frozenset(found[:MAX_EXPANSIONS])
        return self.known[leaf]

    def words(self, node: Node) -> tuple[str, ...] | None:
        """Give the words of the archive that a node of single words stands for, sorted; None for any other node."""
        if node not in self._words:
            match node:
                case Word() | Wildcard() | Fuzzy() | Phrase((_,)):
                    self._words[node] = tuple(sorted(self.of(node)))
                case _:
                    self._words[node] = None
        return self._words[node]

    def look_up(self, tree: Node) -> None:
        """Look up every leaf of a tree: all that marking needs, without a search of the archive."""
        for node in walk(tree):
            self._check_time()
            if isinstance(node, Word | Wildcard | Fuzzy):
                self.of(node)
