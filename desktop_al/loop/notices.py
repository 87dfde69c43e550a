"""Trouble that stays on screen until it is solved."""

from collections.abc import Callable

from desktop_al.loop import wording
from desktop_al.loop.screen import Notice
from desktop_al.store.writer import Trouble


class Notices:
    """By name: "trouble" (nothing can be written), "reserve" (the disk was full), "folder" (no samples)."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._notices: dict[str, Notice] = {}
        #: Whether writing fails just now.
        self.troubled = False
        #: Whether closing was asked for meanwhile: then each new word on it says what closing would lose.
        self._closing = False

    def __contains__(self, name: str) -> bool:
        return name in self._notices

    def all(self) -> tuple[Notice, ...]:
        return tuple(self._notices.values())

    def put(self, name: str, notice: Notice | None) -> None:
        """Show a notice in place of the one of that name; None takes it away."""
        before = self._notices.get(name)
        if notice is None:
            self._notices.pop(name, None)
        else:
            self._notices[name] = notice
        if before != notice:
            self._changed()

    def trouble_came(self, trouble: Trouble | None) -> None:
        self.troubled = trouble is not None
        self._closing = self._closing and self.troubled
        if trouble is None:
            self.put("trouble", None)
        elif self._closing:
            self.put("trouble", wording.discard_notice(trouble.waiting))
        else:
            self.put("trouble", wording.trouble_notice(trouble))

    def ask_to_discard(self, count: int) -> None:
        """The window was to be closed while ``count`` labels are in memory only."""
        self._closing = self.troubled
        self.put("trouble", wording.discard_notice(count))
