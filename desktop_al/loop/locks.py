"""Encrypting a project, unlocking and locking it, and who can open it.

A project is unlocked for a whole process, by its path. All functions that change passphrases take an unlocked project,
open for writing in this process or closed; none of them encrypts data again. Each takes one to three seconds: not for
the thread of a window.
"""

from collections.abc import Callable
from pathlib import Path

from desktop_al.core.errors import BadArgument, WrongPassphrase
from desktop_al.core.words import mark, tr
from desktop_al.loop.annotator_names import check_annotator
from desktop_al.store import conversion, key_slots, keyring, recovery_code, sealing
from desktop_al.store.key_changes import change_slots, key_of_encrypted
from desktop_al.store.key_file import is_encrypted as is_encrypted
from desktop_al.store.key_file import read_slots
from desktop_al.store.key_slots import Owner as Owner
from desktop_al.store.key_slots import Slots, new_key, no_slots, with_slot
from desktop_al.store.keyring import Hold as Hold
from desktop_al.store.private_memory import keep_memory_private

#: Shorter ones are found by trying.
LEAST_CHARACTERS = 8
_MOST_CHARACTERS = 1000
#: For the pages on which a project is encrypted.
OLD_BYTES = mark(
    "The unencrypted file is overwritten once and removed. On SSDs and memory cards, in "
    "snapshots, backups and synchronized folders, earlier copies of it can remain: the program "
    "cannot reach them. The folder of samples stays as it is; the samples can be copied into the "
    "project afterwards."
)
#: For the pages on which somebody is taken away.
OLD_COPIES = mark(
    "Whoever has been taken away can still open copies of the project from before with the old "
    "passphrase. The key of the data stays the same, so an old copy helps to open a new one, "
    "too. To make a new key, decrypt the project and encrypt it again."
)


def check_passphrase(passphrase: str) -> None:
    """Raises BadArgument where it cannot be the passphrase of a project, in words."""
    if len(passphrase) < LEAST_CHARACTERS:
        raise BadArgument(
            tr("A passphrase needs at least {least} characters. Several words are best.", least=LEAST_CHARACTERS)
        )
    if len(passphrase) > _MOST_CHARACTERS:
        raise BadArgument(tr("A passphrase can have {most:,} characters.", most=_MOST_CHARACTERS))


def new_locks(annotator: str, passphrase: str) -> tuple[bytearray, Slots]:
    """Key and slots of a new encrypted project; takes about two seconds. Raises BadArgument."""
    check_passphrase(passphrase)
    keep_memory_private()
    key = new_key()
    return key, with_slot(no_slots(key), key, passphrase, annotator, sealing.calibrated())


def unlock(project: Path, passphrase: str) -> Owner:
    """Have the project open in this process from now on; takes about a second. ``passphrase`` may be the recovery code.

    Raises:
        WrongPassphrase, CannotOpen: in words.
    """
    return keyring.unlock(project, passphrase)


def lock(project: Path) -> None:
    """Forget the key; for a project that is closed."""
    keyring.forget(project)


# -- who can open it -----------------------------------------------------------------------------------


def passphrases(project: Path) -> tuple[Owner, ...]:
    """Whose passphrases open an unlocked project, in the order in which they came; the recovery code among them.

    Raises:
        NeedsPassphrase, CannotOpen; BadArgument where it is not encrypted.
    """
    key = key_of_encrypted(project)
    return key_slots.owners(read_slots(project, key), key)


def add_passphrase(project: Path, name: str, new: str) -> Owner:
    """A passphrase for one annotator more.

    Raises:
        BadArgument: a name that has one, or a passphrase that cannot be used. Else see ``change_slots``.
    """
    name = check_annotator(name)
    check_passphrase(new)

    def change(key: bytearray, slots: Slots) -> Slots:
        if any(_same(owner.name, name) for owner in key_slots.owners(slots, key)):
            raise BadArgument(tr("{name} has a passphrase already.", name=name))
        _refuse_known(slots, new)
        return with_slot(slots, key, new, name, sealing.calibrated())

    change_slots(project, change)
    return next(owner for owner in passphrases(project) if _same(owner.name, name))


def change_passphrase(project: Path, slot: str, old: str, new: str) -> None:
    """Another passphrase for the one who knows the old one.

    Raises:
        WrongPassphrase: ``old`` is not the passphrase of that slot. BadArgument: ``new`` cannot be used. Else see
            ``change_slots``.
    """
    check_passphrase(new)

    def change(key: bytearray, slots: Slots) -> Slots:
        owner = _annotator(key, slots, slot)
        if key_slots.slot_of(slots, old) != slot:
            raise WrongPassphrase(tr("That is not the passphrase of {name}. Nothing was changed.", name=owner.name))
        if old == new:
            raise BadArgument(tr("The new passphrase is the old one."))
        _refuse_known(slots, new)
        return with_slot(slots, key, new, owner.name, sealing.calibrated(), known=slot)

    change_slots(project, change)


def reset_passphrase(project: Path, slot: str, new: str) -> None:
    """Another passphrase for an annotator who forgot it, by somebody who has the project unlocked.

    Raises:
        BadArgument: there is no such slot, or ``new`` cannot be used. Else see ``change_slots``.
    """
    check_passphrase(new)

    def change(key: bytearray, slots: Slots) -> Slots:
        owner = _annotator(key, slots, slot)
        _refuse_known(slots, new)
        return with_slot(slots, key, new, owner.name, sealing.calibrated(), known=slot)

    change_slots(project, change)


def remove_passphrase(project: Path, slot: str) -> None:
    """Have an annotator's passphrase open the project no more; what that does not do is in ``OLD_COPIES``.

    Raises:
        BadArgument: there is no such slot, or it is the last annotator's. Else see ``change_slots``.
    """

    def change(key: bytearray, slots: Slots) -> Slots:
        owner = _annotator(key, slots, slot)
        if sum(other.kind == "annotator" for other in key_slots.owners(slots, key)) == 1:
            raise BadArgument(tr("The passphrase of {name} is the last one. Add another one first.", name=owner.name))
        return key_slots.without_slot(slots, slot)

    change_slots(project, change)


def make_recovery_code(project: Path) -> str:
    """A code that opens the project like a passphrase, to be written down; an earlier one no longer does.

    Raises: see ``change_slots``.
    """
    code = recovery_code.new_code()

    def change(key: bytearray, slots: Slots) -> Slots:
        for slot in _recovery_slots(key, slots):
            slots = key_slots.without_slot(slots, slot)
        return with_slot(slots, key, recovery_code.canonical(code), "", sealing.calibrated(), "recovery")

    change_slots(project, change)
    return code


def remove_recovery_code(project: Path) -> None:
    """Raises BadArgument where there is none. Else see ``change_slots``."""

    def change(key: bytearray, slots: Slots) -> Slots:
        known = _recovery_slots(key, slots)
        if not known:
            raise BadArgument(tr("The project has no recovery code."))
        for slot in known:
            slots = key_slots.without_slot(slots, slot)
        return slots

    change_slots(project, change)


def confirm(project: Path, passphrase: str, name: str) -> bool:
    """Whether ``passphrase`` is that of the annotator ``name``, in an unlocked project; takes about a second.

    Raises:
        NeedsPassphrase, CannotOpen; BadArgument where the project is not encrypted.
    """
    key = key_of_encrypted(project)
    slots = read_slots(project, key)
    slot = key_slots.slot_of(slots, passphrase)
    owner = next((owner for owner in key_slots.owners(slots, key) if owner.slot == slot), None)
    return owner is not None and owner.kind == "annotator" and _same(owner.name, name)


def _annotator(key: bytearray, slots: Slots, slot: str) -> Owner:
    for owner in key_slots.owners(slots, key):
        if owner.slot == slot and owner.kind == "annotator":
            return owner
    raise BadArgument(tr("That passphrase is no longer there. Nothing was changed."))


def _recovery_slots(key: bytearray, slots: Slots) -> list[str]:
    return [owner.slot for owner in key_slots.owners(slots, key) if owner.kind == "recovery"]


def _refuse_known(slots: Slots, passphrase: str) -> None:
    """One passphrase for two people would not tell who signs. Whose it is stays untold."""
    if key_slots.slot_of(slots, passphrase):
        raise BadArgument(tr("That passphrase cannot be used here. Choose another one."))


def _same(name: str, other: str) -> bool:
    return " ".join(name.split()).casefold() == " ".join(other.split()).casefold()


# -- encrypting ----------------------------------------------------------------------------------------


def encrypt_project(
    project: Path, annotator: str, passphrase: str, progress: Callable[[str, float], None] | None = None
) -> tuple[str, ...]:
    """Encrypt a closed plain project with a new key; it is unlocked afterwards. Returns what has to be known of the old
    file, in sentences; beside these ``OLD_BYTES`` holds.

    ``progress`` hears what is done and which share of all of it (0 to 1).

    Raises:
        BadArgument: it is encrypted already, or name or passphrase cannot be used.
        CannotOpen: it is open, damaged, or cannot be written; it is as it was.
    """
    annotator = check_annotator(annotator)
    check_passphrase(passphrase)
    if is_encrypted(project):
        raise BadArgument(tr("{name} is encrypted already.", name=project.name))
    locks = new_locks(annotator, passphrase)
    words = conversion.convert(project, locks, progress or (lambda _words, _share: None))
    keyring.put(project, locks[0])
    return words


def decrypt_project(project: Path, progress: Callable[[str, float], None] | None = None) -> None:
    """Make a closed encrypted project plain; its passphrases are gone with it.

    Raises:
        NeedsPassphrase; BadArgument: it is not encrypted; CannotOpen: see ``encrypt_project``.
    """
    key_of_encrypted(project)
    conversion.convert(project, None, progress or (lambda _words, _share: None))
    keyring.forget(project)
