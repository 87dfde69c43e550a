"""Going back to a backup of an encrypted project in the real window."""

from pathlib import Path

import pytest
from lock_stand import cheap, make, stand
from test_ui_backups import settle
from test_ui_lock import enter, give

from desktop_al.core.errors import NeedsPassphrase
from desktop_al.loop.backups import make_backup
from desktop_al.loop.locks import lock
from desktop_al.store.keyring import key_of


@pytest.fixture
def session(qtbot, tmp_path: Path, monkeypatch):
    cheap(monkeypatch)
    make(tmp_path)
    for made in stand(qtbot, tmp_path):
        yield made
        settle(qtbot, made)


def restored(qtbot, session) -> None:
    qtbot.waitUntil(lambda: session.backups._restoring is None, timeout=20_000)
    settle(qtbot, session)


def test_an_open_one_and_a_damaged_one(qtbot, session, tmp_path: Path):
    path = tmp_path / "secret.dal"
    enter(qtbot, session, tmp_path)
    backup = make_backup(path).backup
    assert backup is not None
    session.backups.show(path)
    session.backups.restore(backup.path)
    restored(qtbot, session)
    assert session.project is not None, "it is open again, without its passphrase"
    assert list(tmp_path.glob("secret-before-*.dal"))
    assert session.close_project()
    settle(qtbot, session)
    with pytest.raises(NeedsPassphrase):
        key_of(path)
    # Damaged in its middle: unlocked, it cannot be opened.
    data = bytearray(path.read_bytes())
    data[100:3000] = bytes(2900)
    path.write_bytes(data)
    session.open_path(path)
    give(qtbot, session)
    qtbot.waitUntil(lambda: "whole backup" in session.window.start.trouble(), timeout=10_000)
    session.backups.accept_offer()
    session.backups.restore(backup.path)
    restored(qtbot, session)
    assert session.project is not None
    assert session.close_project()
    settle(qtbot, session)
    with pytest.raises(NeedsPassphrase):
        key_of(path)
    lock(path)
