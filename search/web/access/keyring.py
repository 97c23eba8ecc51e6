"""The credentials as they are now: read again whenever their file has changed, so that revoking works at once."""

from datetime import date
from pathlib import Path
from threading import Lock

from search.web.access import credentials
from search.web.access.credentials import Credentials, Person, Token

_State = tuple[int, int, int]  # of the file: inode, size, nanoseconds of its last change


class Keyring:
    """Tokens and people, safe to use from several threads.

    Args:
        path: of the file of credentials.

    Raises:
        CredentialsError: it is no such file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._hashing = Lock()  # one password at a time: each takes 64 MiB and tens of milliseconds by design
        self._state: _State | None = None
        self._credentials = credentials.read(path)

    def now(self) -> Credentials:
        """Give the credentials as the file has them now.

        Raises:
            CredentialsError: the file has become unreadable; then nobody gets in.
        """
        state = self._look()
        with self._lock:
            if state != self._state:
                self._credentials, self._state = credentials.read(self._path), state
            return self._credentials

    def token(self, presented: str, today: date) -> Token | None:
        """Give the token that was presented, or None."""
        return self.now().token(presented, today)

    def person(self, name: str, password: str) -> Person | None:
        """Give the person of that name if the password is right, or None."""
        with self._hashing:
            return self.now().person(name, password)

    def _look(self) -> _State | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns
