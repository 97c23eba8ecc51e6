"""What of reading the archive is a document's fault, and what the machine's."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from indexer import source
from indexer.errors import Rejection


def failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("error", [errno.EIO, errno.ESTALE, errno.EMFILE, errno.ENOMEM, errno.ETIMEDOUT])
@pytest.mark.parametrize("call", ["open", "read", "scandir"])
def test_a_failing_disk_rejects_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int
) -> None:
    path = tmp_path / "a" / "a.txt"
    path.parent.mkdir()
    path.write_text("A text.")
    with monkeypatch.context() as patch:
        scandir = os.scandir
        patch.setattr(os, call, failing(error))
        if call == "scandir":
            patch.setattr(os, call, lambda folder: scandir(folder) if folder == tmp_path else failing(error)())
        with pytest.raises(OSError, match=os.strerror(error)) as raised:
            list(source.walk(tmp_path)) if call == "scandir" else source.read(tmp_path, path)
    assert raised.value.errno == error
    if call != "scandir":
        assert raised.value.filename == str(path)
    assert source.read(tmp_path, path).content == b"A text."


@pytest.mark.parametrize("error", [errno.EACCES, errno.ENOENT, errno.ELOOP, errno.ENAMETOOLONG])
def test_a_document_that_may_not_be_read_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A text.")
    monkeypatch.setattr(os, "open", failing(error))
    with pytest.raises(Rejection, match=r"a\.txt can't be read"):
        source.read(tmp_path, path)
