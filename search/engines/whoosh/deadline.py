"""How long one request may take."""

import time

from search.errors import QueryLimitError


class Deadline:
    """Begins to run when it is made.

    Args:
        seconds: how long the request may take; None for as long as it takes.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = seconds
        self._started = time.perf_counter()

    def check(self) -> None:
        """Raise `QueryLimitError` if the time is up; called between any two steps that may be long."""
        if self._seconds is not None and time.perf_counter() - self._started > self._seconds:
            raise QueryLimitError(
                f"This query takes more than {self._seconds:g} seconds. Use fewer or longer words, "
                "and write more letters before a * or a ~.",
                "time",
            )
