"""Errors whose text is meant for the person at the screen.

Every message is a full sentence in plain words: what is safe, what happened, the way out. Anything
that is not one of these is a bug and is shown as one.
"""


class DesktopAlError(Exception):
    """A condition that the program foresaw; ``str(error)`` is the sentence to show, and knows what it is in English
    (``core.words.english``)."""

    def __str__(self) -> str:
        # Python's own makes a plain copy of the sentence.
        said = self.args[0] if len(self.args) == 1 else None
        return said if isinstance(said, str) else super().__str__()


class CannotRead(DesktopAlError):
    """A sample that cannot be read or decoded; the message is the cause, one sentence."""


class CannotOpen(DesktopAlError):
    """A project that cannot be opened (missing, damaged, not a project, no permission)."""


class NewerProject(CannotOpen):
    """A project written by a later version of the program."""


class ProjectInUse(CannotOpen):
    """Another window or process holds the project for writing."""


class NotSaved(DesktopAlError):
    """A write that did not reach the disk; the data is still in memory."""


class BadArgument(DesktopAlError):
    """A value given by the user or a script that cannot be used."""


class NeedsPassphrase(CannotOpen):
    """An encrypted project that has not been unlocked in this process."""


class WrongPassphrase(CannotOpen):
    """A passphrase that does not open the project."""
