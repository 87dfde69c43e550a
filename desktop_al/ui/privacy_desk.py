"""Between the card on privacy and the open project: encrypting it, taking that away, and who can open it."""

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import mark, tr, trn
from desktop_al.ui.backup_desk import BackupDesk
from desktop_al.ui.privacy_card import PrivacyCard, PrivacyScreen
from desktop_al.ui.secret_form import Asked
from desktop_al.ui.settings_desk import SettingsDesk
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

_log = logging.getLogger(__name__)

_WORKING = {
    "encrypt": mark("Encrypting"),
    "decrypt": mark("Removing"),
    "add": mark("Adding"),
    "change": mark("Changing"),
}
_WORKING |= {"reset": mark("Resetting"), "remove": mark("Removing")}
_CODE = {"recovery": mark("Making a recovery code"), "no_recovery": mark("Removing the recovery code")}
_SAID = {
    "encrypt": mark("The project is encrypted. A recovery code can be made below."),
    "decrypt": mark("The project is no longer encrypted."),
    "add": mark("{name} can open this project now."),
    "change": mark("Your passphrase was changed."),
    "reset": mark("The passphrase was reset."),
    "remove": mark("The passphrase was removed."),
    "no_recovery": mark("The recovery code no longer opens this project."),
}


#: What stands on the page that covers the window meanwhile.
_TITLES = {
    "encrypt": mark("The project is being encrypted"),
    "decrypt": mark("The encryption is being removed"),
    "copy_in": mark("The samples are being copied"),
    "take_out": mark("The samples are being written"),
}


class PrivacyDesk(QObject):
    """``post`` has something done on the window's thread; ``close_project`` closes for a while, ``open_project`` opens
    again."""

    def __init__(
        self,
        window: Window,
        project: "Callable[[], Project | None]",
        settings: SettingsDesk,
        open_project: Callable[..., bool],
        close_project: Callable[[], bool],
        post: Callable[[Callable[[], None]], None],
        home: Path,
        backups: BackupDesk,
    ) -> None:
        super().__init__(window)
        self._home = home
        self._window, self._project, self._settings = window, project, settings
        self._open_project, self._close_project, self._post = open_project, close_project, post
        self._backups = backups
        self._thread: threading.Thread | None = None
        #: Whether passphrases are being changed: one change at a time, so that a second click makes no second code.
        self._changing = False
        window.built.connect(self._built)
        settings.refreshed.connect(self.refresh)

    def _built(self, name: str) -> None:
        if name == "settings":
            self._card.asked.connect(self._asked)

    @property
    def _card(self) -> PrivacyCard:
        card: PrivacyCard = self._window.page("settings").privacy
        return card

    def at_work(self) -> bool:
        """Whether the project is closed because its file is being encrypted, or no longer."""
        return self._thread is not None

    def refresh(self) -> None:
        """Show how the open project stands."""
        if self._window.has("settings"):
            self._card.show_privacy(self._screen())

    def _screen(self) -> PrivacyScreen:
        project = self._project()
        if project is None:
            return PrivacyScreen()
        from desktop_al.loop.reopening import is_secret

        if not is_secret(project):
            return PrivacyScreen("plain" if not project.read_only else "none", project.annotator)
        from desktop_al.loop.inside import are_inside
        from desktop_al.loop.locks import passphrases

        owners = passphrases(project.path)
        return PrivacyScreen(
            "read_only" if project.read_only else "encrypted",
            project.annotator,
            tuple((owner.slot, owner.name) for owner in owners if owner.kind == "annotator"),
            any(owner.kind == "recovery" for owner in owners),
            are_inside(project.path),
        )

    # -- what is asked for -----------------------------------------------------------------------------

    def _asked(self, asked: Asked) -> None:
        project = self._project()
        if project is None or self._thread is not None or self._changing:
            return
        if asked.act == "take_out":
            title = tr("An empty folder for the samples")
            asked = replace(asked, name=QFileDialog.getExistingDirectory(self._window, title))
            if not asked.name:
                return
        if asked.act in _TITLES:
            self._rewrite(project, asked)
            return
        form = self._card.form_of(asked.act)
        # What was said of an earlier change goes.
        self._window.page("settings").say(tr(_CODE[asked.act]) if asked.act in _CODE else "")
        if asked.act in _WORKING:
            form.set_working(tr(_WORKING[asked.act]))
        self._changing = True
        path = project.path

        def work() -> None:
            code, trouble = "", ""
            try:
                code = _change(path, asked)
            except DesktopAlError as error:
                trouble = str(error)
            except OSError as error:
                trouble = tr(
                    "The passphrases could not be written: {why}. Nothing was changed.", why=error.strerror or error
                )
            self._post(lambda: self._changed(path, asked, code, trouble))

        threading.Thread(target=work, name="passphrases", daemon=True).start()

    def _changed(self, path: Path, asked: Asked, code: str, trouble: str) -> None:
        self._changing = False
        project = self._project()
        if project is None or project.path != path or not self._window.has("settings"):
            # Locked meanwhile.
            return
        page, form = self._window.page("settings"), self._card.form_of(asked.act)
        if trouble:
            if form.asking() == asked.act:
                form.set_trouble(trouble)
            else:
                page.say(trouble)
            return
        if form.asking() == asked.act:
            form.close_form()
        self.refresh()
        if code:
            page.say("")
            self.show_code(code)
        else:
            page.say(tr(_SAID[asked.act], name=asked.name))

    def show_code(self, code: str) -> None:
        """A recovery code that was just made, on the settings page."""
        if self._window.shown != "settings":
            self._settings.show("privacy")
        self._card.show_code(code)
        self._window.page("settings").show_part(self._card.code)

    # -- the whole file --------------------------------------------------------------------------------

    def _rewrite(self, project: "Project", asked: Asked) -> None:
        """Encrypt the project's file, or take that away: closed meanwhile, and opened again in any case."""
        path, annotator = project.path, project.annotator
        encrypts = asked.act == "encrypt"
        with self._backups.left_out() if encrypts else contextlib.nullcontext():
            closed = self._close_project()
        if not closed:
            return
        page = self._window.page("lock")
        page.show_work(tr(_TITLES[asked.act]), "")
        self._window.cover()
        # A backup that is being made reads the file.
        settle, chosen = self._backups.settler(), str(self._settings.values()["backup_folder"])

        def told(words: str, share: float) -> None:
            said = tr("{what}, {share:.0%}. The project is opened again when it is done.", what=words, share=share)
            self._post(lambda: page.set_reason(said))

        def work() -> None:
            words, trouble = "", ""
            try:
                settle()
                words = _rewrite(path, annotator, asked, told, self._home)
                if encrypts:
                    words = f"{words} {_plain_copies(path, chosen)}".strip()
            except DesktopAlError as error:
                trouble = str(error)
            except OSError as error:
                trouble = tr(
                    "The file could not be written: {why}. The project is as it was.", why=error.strerror or error
                )
            except Exception as error:
                # The project has to be opened again whatever happened.
                _log.exception("the project file could not be rewritten")
                trouble = tr("This did not work, and the project is as it was: {why}.", why=type(error).__name__)
            self._post(lambda: self._rewritten(path, annotator, words, trouble))

        self._thread = threading.Thread(target=work, name="encrypt")
        self._thread.start()

    def _rewritten(self, path: Path, annotator: str, words: str, trouble: str) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._window.uncover()
        self._window.forget_project()
        if self._open_project(path, annotator):
            self._settings.show("privacy")
            self._window.page("settings").say(trouble or words)
        else:
            from desktop_al.loop.locks import lock

            lock(path)


def _change(path: Path, asked: Asked) -> str:
    """Carry out an act on the passphrases; a recovery code where one was made."""
    from desktop_al.loop import locks

    match asked.act:
        case "add":
            locks.add_passphrase(path, asked.name, asked.new)
        case "change":
            locks.change_passphrase(path, asked.slot, asked.old, asked.new)
        case "reset":
            locks.reset_passphrase(path, asked.slot, asked.new)
        case "remove":
            locks.remove_passphrase(path, asked.slot)
        case "recovery":
            return locks.make_recovery_code(path)
        case "no_recovery":
            locks.remove_recovery_code(path)
    return ""


def _plain_copies(path: Path, chosen: str) -> str:
    from desktop_al.loop.backups import plain_words

    return plain_words(path, chosen)


def _rewrite(path: Path, annotator: str, asked: Asked, told: Callable[[str, float], None], home: Path) -> str:
    """What came of it, in words."""
    from desktop_al.loop import inside, locks

    if asked.act in ("copy_in", "take_out"):
        last = -1.0

        def share(part: float) -> None:
            nonlocal last
            if part - last >= 0.01:
                last = part
                told(tr("Copying") if asked.act == "copy_in" else tr("Writing"), part)

        taken_out = asked.act == "take_out"
        count = inside.take_out(path, Path(asked.name), home, share) if taken_out else inside.copy_in(path, home, share)
        return _taken_out_words(count) if taken_out else _copied_words(count)
    if asked.act == "encrypt":
        return " ".join((tr(_SAID["encrypt"]), *locks.encrypt_project(path, annotator, asked.new, told)))
    locks.decrypt_project(path, told)
    return tr(_SAID["decrypt"])


def _copied_words(files: int) -> str:
    return trn(
        "{n:,} file was copied into the project. Its folder is as it was.",
        "{n:,} files were copied into the project. Their folder is as it was.",
        files,
    )


def _taken_out_words(files: int) -> str:
    return trn(
        "{n:,} file was written to the folder, where it lies unencrypted.",
        "{n:,} files were written to the folder, where they lie unencrypted.",
        files,
    )
