"""Passphrases at the command line: from the environment for scripts, else asked for in the terminal."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_al.core.errors import BadArgument, CannotOpen, NeedsPassphrase, WrongPassphrase

if TYPE_CHECKING:
    from desktop_al.store.key_slots import Owner

VARIABLE = "DESKTOP_AL_PASSPHRASE"
NEW_VARIABLE = "DESKTOP_AL_NEW_PASSPHRASE"


def unlock_all(projects: Sequence[Path]) -> None:
    """Unlock those of the projects that are encrypted, for the command that follows. What opens one of them is tried
    for the next one, too.

    Raises:
        CannotOpen: a wrong passphrase, with the name of the file; or nobody to ask for one.
    """
    known = ""
    for project in projects:
        known = unlock_for(project, known) or known


def unlock_for(project: Path, known: str = "") -> str:
    """Unlock ``project`` if it is encrypted; returns the passphrase that opened it. ``known``: what is tried before
    anybody is asked. Raises CannotOpen."""
    from desktop_al.store.key_file import is_encrypted

    if not is_encrypted(project):
        return ""
    from desktop_al.loop.locks import unlock

    if known:
        try:
            unlock(project, known)
            return known
        except WrongPassphrase:
            if VARIABLE in os.environ:
                raise
    passphrase = _asked(f"Passphrase of {project.name}: ", VARIABLE)
    unlock(project, passphrase)
    return passphrase


def unlock_to_restore(project: Path, backup: Path) -> None:
    """Unlock a project and the backup that is to take its place; the project may be gone, damaged, or have another key
    than its backup. Raises CannotOpen as ``unlock_all``."""
    known = ""
    try:
        known = unlock_for(project)
    except WrongPassphrase:
        raise
    except CannotOpen:
        # Its key part is damaged: that is what backups are for. What else is wrong with it restoring says.
        known = ""
    unlock_copy(backup, known)


def unlock_copy(copy: Path, known: str = "") -> None:
    """Unlock a copy of a project where the key of none that is unlocked opens it. Raises CannotOpen."""
    from desktop_al.store.keyring import key_of

    try:
        key_of(copy)
    except NeedsPassphrase:
        unlock_for(copy, known)


def new_passphrase(*variables: str) -> str:
    """One that is about to be set: from the first of the environment's ``variables`` that is there, else asked for
    twice."""
    variable = next((name for name in variables if name in os.environ), variables[0])
    first = _asked("New passphrase: ", variable)
    if variable not in os.environ and _asked("The same once more: ", variable) != first:
        raise CannotOpen("The two passphrases differ. Nothing was done.")
    return first


def _asked(question: str, variable: str) -> str:
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise CannotOpen(f"A passphrase is needed: set {variable}, or run this in a terminal.")
    import getpass

    return getpass.getpass(question)


# -- commands ------------------------------------------------------------------------------------------


def encrypt(options: argparse.Namespace, said: Callable[[str], None], backup_folder: str) -> int:
    from desktop_al.loop.backups import plain_words
    from desktop_al.loop.locks import OLD_BYTES, encrypt_project, is_encrypted

    project = Path(options.project)
    if is_encrypted(project):
        raise BadArgument(f"{project.name} is encrypted already.")
    annotator = options.annotator or _last_annotator(project)
    passphrase = new_passphrase(NEW_VARIABLE, VARIABLE)
    words = encrypt_project(project, annotator, passphrase, lambda what, share: said(f"{what}: {share:.0%}"))
    said("")
    words = (OLD_BYTES, *words, plain_words(project, backup_folder))
    print(f"The passphrase of {annotator} opens {project.name}. {' '.join(filter(None, words))}", file=sys.stderr)
    return 0


def decrypt(options: argparse.Namespace, said: Callable[[str], None]) -> int:
    from desktop_al.loop.locks import decrypt_project

    decrypt_project(Path(options.project), lambda what, share: said(f"{what}: {share:.0%}"))
    said("")
    return 0


def passphrase(options: argparse.Namespace, _said: Callable[[str], None]) -> int:
    from desktop_al.loop import locks

    project = Path(options.project)
    if not locks.is_encrypted(project):
        raise BadArgument(f"{project.name} is not encrypted: it has no passphrases.")
    own = _asked(f"Passphrase of {project.name}: ", VARIABLE)
    owner = locks.unlock(project, own)
    if options.list:
        for known in locks.passphrases(project):
            print("(recovery code)" if known.kind == "recovery" else known.name)
    elif options.recovery:
        print(locks.make_recovery_code(project))
    elif options.add is not None:
        locks.add_passphrase(project, options.add, new_passphrase(NEW_VARIABLE))
    elif options.remove is not None:
        locks.remove_passphrase(project, _slot(locks.passphrases(project), options.remove))
        print(locks.OLD_COPIES, file=sys.stderr)
    elif options.reset is not None:
        slot = _slot(locks.passphrases(project), options.reset)
        locks.reset_passphrase(project, slot, new_passphrase(NEW_VARIABLE))
    elif owner.kind == "recovery":
        raise BadArgument("That is the recovery code. Give --recovery for another one, or --reset NAME.")
    else:
        locks.change_passphrase(project, owner.slot, own, new_passphrase(NEW_VARIABLE))
    return 0


def _slot(owners: "Sequence[Owner]", name: str) -> str:
    named = {owner.name: owner.slot for owner in owners if owner.kind == "annotator"}
    if name not in named:
        raise BadArgument(f"No passphrase is {name}'s. There are those of {', '.join(sorted(named))}.")
    return named[name]


def _last_annotator(project: Path) -> str:
    from desktop_al.loop.folding import read_state
    from desktop_al.loop.opening import last_annotator
    from desktop_al.store.project_file import close_file, open_project

    file = open_project(project, look_only=True)
    try:
        return last_annotator(read_state(file.connection))
    finally:
        close_file(file)
