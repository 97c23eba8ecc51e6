"""The rule for pull quotes: sentences that a page shows once more in large letters."""

import re
from collections.abc import Sequence

from indexer.blocks import Block, Tag, ends_sentence
from indexer.cleaning.draft import Draft

_SHORTEST = 25  # characters: "He did not answer." may well be said twice
_LONGEST = 400  # characters of what is worth pulling out
_MOST = 3  # in an article; where more is repeated, repeating is how it is written
_SENTENCES = re.compile(r" (?<=[.!?…] ) *")


def pull_quotes(draft: Draft) -> None:
    """Drop a paragraph that stands once more within another one, or as another one that isn't first or last.

    What stands three times or more is a refrain, and so is what a text begins and ends with.
    """
    parts = [_SENTENCES.split(_folded(block.text)) for block in draft.blocks]
    places: dict[str, list[tuple[int, int]]] = {}
    for index, sentences in enumerate(parts):
        for at, sentence in enumerate(sentences):
            found = places.setdefault(sentence, [])
            if len(found) <= _MOST:  # as many as are asked for
                found.append((index, at))
    quotes: list[int] = []
    for index, block in enumerate(draft.blocks):
        if 0 < index < len(parts) - 1 and _may_be_one(block):
            others = [
                other for other, at in places[parts[index][0]] if other != index and _is_at(parts, index, other, at)
            ]
            if len(others) == 1 and not (others[0] in quotes and parts[others[0]] == parts[index]):
                quotes.append(index)
    if not 0 < len(quotes) <= _MOST:
        return
    for index in quotes:
        draft.drop(draft.blocks[index], "pull_quote")
    draft.blocks = [block for index, block in enumerate(draft.blocks) if index not in quotes]


def _may_be_one(block: Block) -> bool:
    return block.tag is Tag.TEXT and _SHORTEST <= len(block.text) <= _LONGEST and ends_sentence(block.text)


def _is_at(parts: Sequence[Sequence[str]], index: int, other: int, at: int) -> bool:
    """Say whether the sentences of one block stand, in order, in another from a sentence on."""
    return parts[other][at : at + len(parts[index])] == parts[index]


def _folded(text: str) -> str:
    # Not by a table: a text that isn't ASCII takes many times as long with one.
    for quote in '"“”«»':
        text = text.replace(quote, "")
    return text.replace("’", "'").strip().casefold()
