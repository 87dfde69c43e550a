"""When the disk or the sample folder fails while a project is open: saying so, trying again, finding it again."""

import shutil
from collections.abc import Callable
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.loop import opening, wording
from desktop_al.loop.learning import Learning
from desktop_al.loop.loader import Loader
from desktop_al.loop.notices import Notices
from desktop_al.loop.record import Record
from desktop_al.loop.serving import Serving
from desktop_al.media.shelf import shelf_at
from desktop_al.store.writer import Trouble

#: Free bytes at which a full disk counts as no longer full.
_RESERVE_FREE = 64 * 1024 * 1024


class Upkeep:
    """``changed`` is called when the words of the status bar may have. ``learning`` is there once samples come."""

    def __init__(
        self,
        path: Path,
        annotator: str,
        notices: Notices,
        record: Record,
        loader: Loader,
        serving: Serving,
        changed: Callable[[], None],
    ) -> None:
        self._path = path
        self._annotator = annotator
        self._notices = notices
        self._record = record
        self._loader = loader
        self._serving = serving
        self._changed = changed
        self.learning: Learning | None = None

    def trouble_came(self, trouble: Trouble | None) -> None:
        self._notices.trouble_came(trouble)
        self._changed()

    def reserve_used(self) -> None:
        self._notices.put("reserve", wording.reserve_notice(max(1, self._record.unsaved)))

    def folder_is_there(self) -> bool:
        """Whether there is anything in it: the place of a drive that is not plugged in is an empty folder."""
        if shelf_at(self._loader.root) is not None:
            return True
        try:
            return any(self._loader.root.iterdir())
        except OSError:
            return False

    def folder_is_gone(self) -> None:
        self._notices.put("folder", wording.folder_notice(str(self._loader.root)))

    def tick(self) -> None:
        """Look whether trouble is over."""
        if self.learning is None:
            return
        if "folder" in self._notices and not self.learning.scanning and self.folder_is_there():
            self.check_again()
        if "reserve" in self._notices and not self._notices.troubled and _free(self._path) > _RESERVE_FREE:
            self._notices.put("reserve", None)

    def check_again(self) -> None:
        """Try now what failed before: writing, finding the folder, reading the sample on screen."""
        self._record.retry_now()
        if self.learning is not None and self.folder_is_there():
            self._loader.forget()
            self.learning.scan(str(self._loader.root))
            self._serving.read_ahead()

    def relink(self, folder: Path) -> None:
        """The samples are now in ``folder``: names are the same, or the contents tell."""
        if not self._record.read_only:
            body = opening.folder_body(folder.resolve(), self._path.resolve())
            self._record.add(ev.FOLDER, body, self._annotator)
        self._loader.root = folder
        self.check_again()


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return 0
