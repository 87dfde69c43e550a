"""The keys of the projects that are unlocked in this process: the one place where they are, and where they go.

``forget`` overwrites a key where it lies. Copies that Python or the driver made on the way (the text of the statement
that hands the key to the database, a value in a pipe) are freed, not overwritten.
"""

import threading
from pathlib import Path

from desktop_al.core.errors import NeedsPassphrase, WrongPassphrase
from desktop_al.core.words import tr
from desktop_al.store import recovery_code
from desktop_al.store.key_file import belongs, is_encrypted, read_slots
from desktop_al.store.key_slots import Owner, Slots, open_slots
from desktop_al.store.lock import held_here
from desktop_al.store.private_memory import keep_memory_private

_keys: dict[Path, bytearray] = {}
#: Work that goes on with the key of a project though the project is locked meanwhile.
_holds: "dict[Path, list[Hold]]" = {}
#: Locked while there was such work: nobody else gets their keys, which are overwritten when it ends.
_leaving: set[Path] = set()
#: One change at a time: unlocking, and work that ends, come from threads of their own.
_changing = threading.RLock()


class Hold:
    """For work in another thread on the file of a project that is about to be closed: made before the thread begins,
    entered in it."""

    def __init__(self, project: Path) -> None:
        self._project = project.resolve()
        self.thread = 0
        with _changing:
            _holds.setdefault(self._project, []).append(self)

    def __enter__(self) -> None:
        self.thread = threading.get_ident()

    def __exit__(self, *_: object) -> None:
        self.let_go()

    def let_go(self) -> None:
        """The work has ended, or could not begin."""
        with _changing:
            holds = _holds.get(self._project, [])
            if self in holds:
                holds.remove(self)
            if not holds:
                _holds.pop(self._project, None)
                if self._project in _leaving:
                    forget(self._project)


def _may_use(project: Path) -> bool:
    mine = threading.get_ident()
    return project not in _leaving or any(hold.thread == mine for hold in _holds.get(project, ()))


def unlock(project: Path, passphrase: str) -> Owner:
    """Have ``project`` open from now on in this process; whose passphrase (or the recovery code) it was.

    Raises:
        WrongPassphrase, CannotOpen: in words.
    """
    key, owner = _opened(read_slots(project), passphrase, project.name)
    put(project, key)
    return owner


def _opened(slots: Slots, typed: str, name: str) -> tuple[bytearray, Owner]:
    code = recovery_code.canonical(typed)
    # What is a code by its checksum is hardly ever a passphrase; it is tried as one last.
    for secret in (code, typed) if code else (typed,):
        try:
            return open_slots(slots, secret)
        except WrongPassphrase:
            continue
    if code:
        raise WrongPassphrase(
            tr(
                "This recovery code does not open {name}. It is typed without an error: it belongs "
                "to another project, or a newer code has replaced it.",
                name=name,
            )
        )
    if recovery_code.looks_like_code(typed):
        raise WrongPassphrase(
            tr(
                "That does not open {name}. If it is the recovery code, it has a typing error: "
                "compare it group by group with what was written down.",
                name=name,
            )
        )
    raise WrongPassphrase(tr("That passphrase does not open {name}.", name=name))


def put(project: Path, key: bytearray) -> None:
    project = project.resolve()
    keep_memory_private()
    with _changing:
        _leaving.discard(project)
        known = _keys.setdefault(project, key)
        if known is not key:
            # Whoever has the project open goes on with the same object; what is let go is overwritten.
            if known == key:
                _overwrite(key)
            else:
                _keys[project] = key
                _overwrite(known)


def newest() -> bytearray | None:
    """The key that came in last and is still here; None while nothing is unlocked."""
    return next(reversed(_keys.values()), None)


def key_of(project: Path) -> bytearray | None:
    """The key of an encrypted project, None of a plain one.

    Raises:
        NeedsPassphrase: it is encrypted and not unlocked.
    """
    project = project.resolve()
    known = _keys.get(project) if _may_use(project) else None
    if held_here(project):
        # Its slots lie beside it. A copy that is open for writing has the key of the project that it was made of.
        return known or (_key_of_copy(project) if is_encrypted(project) else None)
    if known is not None and not belongs(project, known):
        # Another file lies there now: decrypted meanwhile, or put in its place.
        forget(project)
        known = None
    if known is None and is_encrypted(project):
        known = _key_of_copy(project)
        if known is None:
            raise NeedsPassphrase(tr("{name} is encrypted: its passphrase is needed.", name=project.name))
    return known


def _key_of_copy(project: Path) -> bytearray | None:
    """Backups and copies have the key of the project that they were made of."""
    for other, key in list(_keys.items()):
        if _may_use(other) and belongs(project, key):
            return key
    return None


def own_key(project: Path) -> bytearray | None:
    """The same for one who is going to work in ``project`` itself: a copy that another project's key opens has it from
    now on under its own name too, so that it stays when the other one is locked. Raises NeedsPassphrase."""
    with _changing:
        key = key_of(project)
        project = project.resolve()
        if key is not None and project not in _keys:
            key = _keys[project] = bytearray(key)
    return key


def forget(project: Path) -> None:
    """Nobody has the key of ``project`` from now on but work that was begun with it."""
    project = project.resolve()
    with _changing:
        if _holds.get(project) and project in _keys:
            _leaving.add(project)
            return
        _leaving.discard(project)
        key = _keys.pop(project, None)
        if key is not None:
            _overwrite(key)


def _overwrite(key: bytearray) -> None:
    key[:] = bytes(len(key))
