"""Tokens and people: what a private archive knows of those who may read it, kept in one file."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from fcntl import LOCK_EX, flock
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_TOKEN_BYTES = 32  # of randomness: 256 bits can't be guessed, so one fast hash of them is safe to keep
_PREFIX = "morgue_"  # a token found in a file or a log is seen at once to be one of ours
MIN_PASSWORD = 12  # characters: what NIST SP 800-63B asks of a password that stands alone is 8; passphrases are longer
_HASHER = PasswordHasher()  # argon2id with the library's costs, which follow RFC 9106
_NOBODY = _HASHER.hash(secrets.token_hex())  # checked where there is no such person, so that both take equally long


class Scope(StrEnum):
    """What a token is good for: reading the archive, or also the figures that its keeper watches."""

    READ = "read"
    ADMIN = "admin"


class CredentialsError(Exception):
    """The file of credentials, or a change of it, can't be used: what, got, expected, cure."""


@dataclass(frozen=True, slots=True)
class Token:
    """A program's way in.

    Args:
        name: what the keeper calls it.
        scope: what it is good for.
        digest: SHA-256 of the token, in hexadecimal; the token itself is kept nowhere.
        created: the day it was made.
        expires: the last day on which it is good; None: until it is revoked.
    """

    name: str
    scope: Scope
    digest: str
    created: date
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A reader who logs in.

    Args:
        name: what they type.
        password: its argon2id hash, with salt and costs.
    """

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """All that the file holds.

    Args:
        secret: signs the sessions of those who have logged in.
        tokens: of programs.
        people: who log in.
    """

    secret: str = field(default_factory=lambda: secrets.token_hex(32))
    tokens: tuple[Token, ...] = ()
    people: tuple[Person, ...] = ()

    def token(self, presented: str, today: date) -> Token | None:
        """Give the token that was presented, or None if there is no such or it has expired.

        Every digest is compared, each in constant time.

        Args:
            presented: as the client sent it.
            today: to hold expiry against.
        """
        digest = _digest(presented)
        found = [one for one in self.tokens if compare_digest(one.digest, digest)]
        return next((one for one in found if one.expires is None or today <= one.expires), None)

    def person(self, name: str, password: str) -> Person | None:
        """Give the person of that name if the password is right; as slow for an unknown name as for a wrong password.

        Args:
            name: as typed.
            password: as typed.
        """
        known = self.named(name)
        try:
            _HASHER.verify(known.password if known else _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return None
        return known

    def named(self, name: str) -> Person | None:
        """Give the person of that name, or None."""
        return next((one for one in self.people if one.name == name), None)


def read(path: Path) -> Credentials:
    """Read the file; one that is not there holds nobody.

    Args:
        path: of the file.

    Raises:
        CredentialsError: it is no file of credentials.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return Credentials(
            stored["secret"],
            tuple(_token(one) for one in stored["tokens"]),
            tuple(Person(**one) for one in stored["people"]),
        )
    except FileNotFoundError:
        return Credentials()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CredentialsError(
            f"{path} can't be read as the file of tokens and people ({error}). Restore it, or remove it and make anew."
        ) from error


@contextmanager
def changing(path: Path) -> Iterator["Change"]:
    """Change the file: one change at a time, written whole or not at all, readable by its owner only.

    Args:
        path: of the file; made if it is not there.
    """
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        change = Change(read(path))
        yield change
        fresh = path.with_name(f"{path.name}.new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(change.credentials), file, indent=1, default=str)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


@dataclass(slots=True)
class Change:
    """A change of the file under way.

    Args:
        credentials: as they are to be.
    """

    credentials: Credentials

    def add_token(self, name: str, scope: Scope, created: date, expires: date | None = None) -> str:
        """Make a token and give it, this once.

        Args:
            name: of what will use it; not in use yet.
            scope: what it is good for.
            created: today.
            expires: the last day on which it is good.

        Raises:
            CredentialsError: there is a token of that name.
        """
        if any(one.name == name for one in self.credentials.tokens):
            raise CredentialsError(f"There is a token {name!r} already. Revoke it first, or choose another name.")
        token = _PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
        kept = (*self.credentials.tokens, Token(name, scope, _digest(token), created, expires))
        self.credentials = replace(self.credentials, tokens=kept)
        return token

    def remove_token(self, name: str) -> None:
        """Revoke a token; it is refused from the next request on.

        Raises:
            CredentialsError: there is none of that name.
        """
        kept = tuple(one for one in self.credentials.tokens if one.name != name)
        if len(kept) == len(self.credentials.tokens):
            raise CredentialsError(f"There is no token {name!r}. `morgue token list` names those there are.")
        self.credentials = replace(self.credentials, tokens=kept)

    def set_person(self, name: str, password: str) -> None:
        """Add a person, or give one another password, which ends their sessions.

        Raises:
            CredentialsError: the name is empty, or the password too short.
        """
        if not name.strip():
            raise CredentialsError("A person needs a name.")
        if len(password) < MIN_PASSWORD:
            raise CredentialsError(f"The password has {len(password)} characters; expected at least {MIN_PASSWORD}.")
        others = tuple(one for one in self.credentials.people if one.name != name)
        self.credentials = replace(self.credentials, people=(*others, Person(name, _HASHER.hash(password))))

    def remove_person(self, name: str) -> None:
        """Remove a person; their sessions end with the next request.

        Raises:
            CredentialsError: there is nobody of that name.
        """
        if not self.credentials.named(name):
            raise CredentialsError(f"There is nobody called {name!r}. `morgue person list` names those there are.")
        others = tuple(one for one in self.credentials.people if one.name != name)
        self.credentials = replace(self.credentials, people=others)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _token(stored: dict[str, Any]) -> Token:
    expires = stored["expires"]
    return Token(
        stored["name"],
        Scope(stored["scope"]),
        stored["digest"],
        date.fromisoformat(stored["created"]),
        date.fromisoformat(expires) if expires else None,
    )
