"""How many may take something away at once: each keeps a thread of the server for as long as it takes."""

from contextlib import ExitStack
from threading import BoundedSemaphore

from werkzeug.exceptions import ServiceUnavailable

RETRY = 10  # seconds until a client should ask again: most exports have ended by then


class Gate:
    """Lets in so many at once, and no others.

    Args:
        places: how many.
    """

    def __init__(self, places: int) -> None:
        self._free = BoundedSemaphore(places)

    def enter(self) -> ExitStack:
        """Take a place; closing what this gives leaves it, once however often it is closed.

        Raises:
            ServiceUnavailable: there is none.
        """
        if not self._free.acquire(blocking=False):
            raise ServiceUnavailable(
                "As many results are being taken away as this server gives out at once. Try again in a few seconds.",
                retry_after=RETRY,
            )
        stack = ExitStack()
        stack.callback(self._free.release)
        return stack
