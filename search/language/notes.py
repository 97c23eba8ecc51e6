"""Gathering what the reader should know of how a query was read."""

from search.messages import say
from search.query import Note, Span

MAX_NOTES = 20  # more help nobody; a thousand stray brackets would fill the page


class Notes:
    """The notes on one query string.

    Args:
        raw: the query string.
    """

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._notes: list[Note] = []

    def add(self, code: str, message: str, span: Span, instead: str | None = None) -> None:
        """Note something.

        Args:
            code: a stable word for programs.
            message: a sentence for the reader.
            span: what in the query string it is about.
            instead: what could stand there, for a suggestion; None for no suggestion.
        """
        start, end = span
        suggestion = "" if instead is None else f"{self._raw[:start]}{instead}{self._raw[end:]}".strip()
        self._notes.append(Note(code, message, span, suggestion))

    def add_mixed(self, span: Span) -> None:
        """Note a mix of operators without parentheses; `finish` adds how it was read."""
        message = say("OR is read first where it is mixed with other operators. Parentheses make it clear.")
        self._notes.append(Note("mixed_operators", message, span))

    def finish(self, interpreted: str) -> tuple[Note, ...]:
        """Give all notes, in the order of the query string.

        Args:
            interpreted: the query as it was read, the suggestion for every mix of operators; empty for none.
        """
        notes = [
            Note(note.code, note.message, note.span, interpreted) if note.code == "mixed_operators" else note
            for note in sorted(self._notes, key=lambda note: note.span)
        ]
        if len(notes) > MAX_NOTES:
            rest = say("There are %(count)s more remarks of this kind.", count=len(notes) - MAX_NOTES)
            notes[MAX_NOTES:] = [Note("more_notes", rest, notes[MAX_NOTES].span)]
        return tuple(notes)
