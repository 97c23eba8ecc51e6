"""Messages in English that know their parts, so that a page can say them in its reader's language."""

from collections.abc import Mapping
from typing import Self

Part = str | int


class Message(str):
    """A text in English, which is what programs, the command line and tests see of it.

    Args:
        template: with a place for each part, "%(name)s"; what the catalogues of translations know it by.
        parts: what stands in these places, which may be messages themselves.
    """

    template: str
    parts: Mapping[str, Part]

    def __new__(cls, template: str, parts: Mapping[str, Part] | None = None) -> Self:
        """Write it out; a number gets commas between its thousands."""
        parts = parts or {}
        written = {name: f"{part:,}" if isinstance(part, int) else part for name, part in parts.items()}
        message = super().__new__(cls, template % written if parts else template)
        message.template, message.parts = template, parts
        return message


def say(template: str, **parts: Part) -> Message:
    """Make a message, and mark its text for the catalogues: `make messages` looks for calls of this function.

    Args:
        template: a literal, with a place "%(name)s" for each part.
        parts: texts that stay as they are in every language, counts, or other messages.
    """
    return Message(template, parts)
