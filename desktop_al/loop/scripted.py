"""Annotators without a window: they answer through the very project that the window opens. For demos and checks."""

import contextlib
import hashlib
import queue
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_al.core.errors import CannotOpen
from desktop_al.loop.project import Project
from desktop_al.loop.screen import Unreadable
from desktop_al.loop.simulating import read_labels
from desktop_al.store import keyring
from desktop_al.store.project_file import close_file, open_project

#: The share of answers of one class that go to others: true class -> given class -> share.
Confusion = Mapping[str, Mapping[str, float]]

_LONGEST_WAIT = 60.0
#: After so many answers the model is given the time that a person's pace would leave it, at most so long.
_BETWEEN_ROUNDS, _ROUND_SECONDS = 25, 3.0
#: After so many the first model is waited for, this long: samples must be read before it can be.
_WARM_UP, _FIRST_MODEL_SECONDS = 15, 30.0
_TICK_SECONDS = 0.05


@dataclass(slots=True)
class Headless:
    """An open project, and the work that comes home to it from other threads."""

    project: Project
    work: "queue.SimpleQueue[Callable[[], None]]"
    _ticked: float = field(default=0.0)

    def until(self, condition: Callable[[], object], seconds: float = _LONGEST_WAIT) -> bool:
        """Do what comes home until the condition holds; False when it does not within ``seconds``."""
        end = time.monotonic() + seconds
        while not condition():
            with contextlib.suppress(queue.Empty):
                while True:
                    self.work.get_nowait()()
            now = time.monotonic()
            if now - self._ticked > _TICK_SECONDS:
                self._ticked = now
                self.project.tick()
            if now > end:
                return False
            time.sleep(0.001)
        return True

    def listed(self) -> None:
        """Wait until the folder is listed.

        Raises:
            CannotOpen: it cannot be read, or takes too long.
        """
        learning = self.project.learning
        if learning is None or not self.until(lambda: learning.scanned is not None and not learning.scanning):
            words = learning.scan_failed if learning is not None else ""
            raise CannotOpen(words or "The folder of the samples could not be listed.")


@contextlib.contextmanager
def opened(path: Path, annotator: str, home: Path) -> Iterator[Headless]:
    """A project open for writing, without a window; closed, with everything saved, at the end.

    Raises:
        CannotOpen: it cannot be opened for writing, or not everything could be saved.
    """
    work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    project = Project(path, annotator, home, work.put, lambda _: None)
    try:
        if project.read_only:
            raise CannotOpen(f"{path.name} is open elsewhere, or may not be written.")
        project.by = "autoplay"
        project.start()
        yield Headless(project, work)
    finally:
        saved = project.close()
    if not saved:
        raise CannotOpen(f"The last labels could not be saved to {path.name}.")


def ensure_listed(path: Path, home: Path) -> None:
    """List the folder of a project that was never opened: until then it has no samples.

    Raises:
        CannotOpen: it cannot be opened for writing, or the folder cannot be listed, or not all of it be kept.
    """
    file = open_project(path, look_only=True)
    there = file.connection.execute("SELECT 1 FROM samples LIMIT 1").fetchone()
    close_file(file)
    if there is None:
        with opened(path, "", home) as desk:
            desk.listed()
            # Closing waits for events alone, and what comes after this reads the samples from the file.
            if not desk.project.wait_saved(_LONGEST_WAIT, events_only=False):
                raise CannotOpen(f"The list of the samples could not be kept in {path.name}.")


def label(path: Path, annotator: str, home: Path, count: int, answer: Callable[[str], str]) -> int:
    """Have ``annotator`` answer up to ``count`` samples; ``answer`` gives the class name of a sample, "" for unsure.

    Returns how many were answered.

    Raises:
        CannotOpen: see ``opened``.
    """
    given = 0
    with opened(path, annotator, home) as desk:
        project, serving = desk.project, desk.project.serving
        desk.listed()
        while given < count:
            if not desk.until(lambda: serving.current is None or serving.shown() is not None):
                break
            current, shown = serving.current, serving.shown()
            if current is None or shown is None:
                break
            if isinstance(shown.content, Unreadable):
                project.forward()
                continue
            name = answer(project.pool.name(current.place))
            chosen = next((c.id for c in project.classes if c.name == name), None)
            done = project.label(chosen) if chosen else project.unsure()
            if not done:
                break
            given += 1
            if given == _WARM_UP:
                desk.until(lambda: _has_model(project), _FIRST_MODEL_SECONDS)
            elif given % _BETWEEN_ROUNDS == 0:
                desk.until(lambda: not _model_is_at_work(project), _ROUND_SECONDS)
    return given


def _has_model(project: Project) -> bool:
    learning = project.learning
    return learning is None or bool(learning.failed) or (learning.result is not None and learning.result.labelled > 0)


def _model_is_at_work(project: Project) -> bool:
    learning = project.learning
    return learning is not None and (learning.training or learning.due(1.0))


def confused(truth: Mapping[str, str], confusion: Confusion, seed: str) -> Callable[[str], str]:
    """Answers of somebody who errs as ``confusion`` says: the same for a sample whenever it is asked."""

    def answer(sample: str) -> str:
        label = truth.get(sample, "")
        digest = hashlib.blake2b(f"{seed}/{sample}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
        drawn = int.from_bytes(digest, "big") / 2**64
        for given, share in confusion.get(label, {}).items():
            if drawn < share:
                return given
            drawn -= share
        return label

    return answer


def label_alone(
    path: Path, annotator: str, home: Path, count: int, truth: Path, confusion: Confusion, key: bytes = b""
) -> None:
    """One annotator's work in a process of its own, as on a computer of its own. ``key``: of an encrypted project."""
    if key:
        keyring.put(path, bytearray(key))
    label(path, annotator, home, count, confused(read_labels(truth), confusion, annotator))
