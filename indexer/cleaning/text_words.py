"""The words of a text, asked for one by one: where a few are asked for, finding each is quicker than parting all."""


class Words:
    """The words of a text: runs of letters, digits and underscores, folded.

    Args:
        text: some thousand characters; each question looks through all of them.
    """

    def __init__(self, text: str) -> None:
        self._text = text.casefold()
        self._known: dict[str, bool] = {}

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or not word:
            return False
        if word not in self._known:
            self._known[word] = self._stands(word)
        return self._known[word]

    def _stands(self, word: str) -> bool:
        text = self._text
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if not (start and _goes_on(text[start - 1])) and not _goes_on(text[end : end + 1]):
                return True
            start = text.find(word, start + 1)
        return False


def _goes_on(character: str) -> bool:
    return character.isalnum() or character == "_"
