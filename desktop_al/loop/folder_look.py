"""What a folder holds, found out little by little for the new-project form: counts first, then a closer look."""

import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.plain_names import plain
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.core.words import joined, local, mark, tr, trn
from desktop_al.loop.folder_names import are_classes
from desktop_al.media.samples import check, extension
from desktop_al.media.scan import Scan, scan

#: At most so many files are looked at closely, for at most so many seconds.
CHECKED = 2000
SECONDS = 20.0
#: Unreadable files that are named; all are counted.
NAMED = 200
#: A larger file would hold up the one who looks; that it is there is all that is said of it.
_LARGEST = 16 * 1024 * 1024

#: Seconds between two looks, and of work without a pause for other threads.
_BETWEEN = 0.25
_STRETCH = 0.01
_PAUSE = 0.001
_CHUNK = 200

_WITHOUT = mark("without extension")


@dataclass(frozen=True, slots=True)
class FolderLook:
    """What is known so far; ``words`` and ``empty_words`` say it.

    ``images``, ``texts``: samples; ``kind``: what most files are. ``other``: files that are left out by kind
    ("PDF"), most first. ``checked`` samples of that kind were read; ``unreadable``: (name, cause), at most 200
    of ``unreadable_count``; ``duplicates``: exact copies of an earlier one among those checked.
    ``subfolders``: (first-level folder, samples of that kind in it); ``class_like``: they look like classes.
    ``trouble``: why nothing can be said. ``listed``: the counts are final; ``done``: so is everything.
    """

    name: str
    images: int = 0
    texts: int = 0
    other: tuple[tuple[str, int], ...] = ()
    checked: int = 0
    unreadable: tuple[tuple[str, str], ...] = ()
    unreadable_count: int = 0
    duplicates: int = 0
    subfolders: tuple[tuple[str, int], ...] = ()
    class_like: bool = False
    trouble: str = ""
    listed: bool = False
    done: bool = False
    kind: SampleKind | None = None

    @property
    def samples(self) -> int:
        """Samples of the kind that a project of this folder takes."""
        return self.texts if self.kind == "text" else self.images


@dataclass(slots=True)
class _OneKind:
    """The samples of one kind: how many, in how many files, where, and the first ones for the closer look."""

    samples: int = 0
    files: int = 0
    last: str = ""
    folders: Counter[str] = field(default_factory=Counter)
    first: list[Found] = field(default_factory=list)

    def add(self, found: Found) -> None:
        self.samples += 1
        if found.path != self.last:
            self.last = found.path
            self.files += 1
        folder, slash, _ = found.path.partition("/")
        self.folders[folder if slash else ""] += 1
        if len(self.first) < CHECKED:
            self.first.append(found)


class _Finding:
    """What has been found; grows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.images, self.texts = _OneKind(), _OneKind()
        self.checked = 0
        self.broken: list[tuple[str, str]] = []
        self.broken_count = 0
        self.duplicates = 0
        self._digests: set[bytes] = set()

    def add(self, chunk: list[Found]) -> None:
        for found in chunk:
            (self.images if found.kind == "image" else self.texts).add(found)

    @property
    def most(self) -> _OneKind:
        return self.images if self.images.files >= self.texts.files else self.texts

    def check(self, found: Found) -> None:
        try:
            digest = check(self.folder, found)
        except CannotRead as error:
            self.broken_count += 1
            if len(self.broken) < NAMED:
                self.broken.append((plain(found.name), str(error)))
        else:
            self.duplicates += digest in self._digests
            self._digests.add(digest)
        self.checked += 1

    def look(self, scanning: Scan, *, listed: bool, done: bool = False) -> FolderLook:
        report = scanning.report
        passed = [(plain(path), _sentence(cause)) for path, cause in report.unreadable]
        passed += [(plain(path), tr("This link leads out of the folder, or nowhere.")) for path in report.outside]
        other = Counter({kind[1:].upper() or tr(_WITHOUT): count for kind, count in report.other.items()})
        other.update(tr("{kind} of labels", kind=extension(path)[1:].upper()) for path in report.exports)
        most = self.most
        folders = tuple((plain(name), count) for name, count in most.folders.items() if name)
        any_there = bool(self.images.samples or self.texts.samples)
        return FolderLook(
            name=_name(self.folder),
            images=self.images.samples,
            texts=self.texts.samples,
            other=tuple(sorted(other.items(), key=lambda named: (-named[1], named[0]))),
            checked=self.checked,
            unreadable=tuple((passed + self.broken)[:NAMED]),
            unreadable_count=len(passed) + self.broken_count,
            duplicates=self.duplicates,
            subfolders=folders,
            class_like="" not in most.folders and are_classes(folders),
            listed=listed,
            done=done,
            kind=("image" if most is self.images else "text") if any_there else None,
        )


def look_into(folder: Path, stop: Callable[[], bool], seconds: float = SECONDS) -> Iterator[FolderLook]:
    """Look into a folder from a thread beside the window's: growing values a few times a second, the last one ``done``.

    First everything is listed, then the first 2,000 samples of the kind that most files are of are read (without
    being decoded) for at most ``seconds``. Ends early, without a last value, when ``stop()`` is true. Never raises
    for what is in the folder: ``trouble`` is the sentence.
    """
    finding = _Finding(folder)
    scanning = scan(folder, chunk=_CHUNK, cancelled=stop)
    said = time.monotonic()
    try:
        for chunk in scanning:
            finding.add(chunk)
            time.sleep(_PAUSE)
            if time.monotonic() - said > _BETWEEN:
                said = time.monotonic()
                yield finding.look(scanning, listed=False)
    except (CannotRead, OSError) as error:
        yield FolderLook(_name(folder), trouble=_sentence(str(error)), listed=True, done=True)
        return
    if stop():
        return
    yield finding.look(scanning, listed=True)
    yield from _look_closer(finding, scanning, stop, seconds)
    if not stop():
        yield finding.look(scanning, listed=True, done=True)


def _look_closer(finding: _Finding, scanning: Scan, stop: Callable[[], bool], seconds: float) -> Iterator[FolderLook]:
    begun = said = rested = time.monotonic()
    for found in finding.most.first:
        now = time.monotonic()
        if stop() or now - begun > seconds:
            return
        if now - said > _BETWEEN:
            said = now
            yield finding.look(scanning, listed=True)
        if now - rested > _STRETCH:
            time.sleep(_PAUSE)
            rested = time.monotonic()
        if found.row >= 0 or found.size <= _LARGEST:
            finding.check(found)


def words(look: FolderLook) -> str:
    """One line: "1,240 images found. 3 files of other kinds are left out." """
    if look.trouble:
        return look.trouble
    nothing = empty_words(look)
    if nothing:
        return nothing
    if look.kind is None:
        return tr("Looking into the folder")
    kinds: tuple[tuple[SampleKind, int], ...] = (("image", look.images), ("text", look.texts))
    both = [_count(kind, n) for kind, n in kinds if n]
    there = both[0] if len(both) == 1 else tr("{images} and {texts}", images=both[0], texts=both[1])
    parts = [tr("{samples} found.", samples=there) if look.listed else tr("{samples} found so far.", samples=there)]
    if len(both) > 1:
        parts.append(
            tr("A project holds one kind: the images are taken.")
            if look.kind == "image"
            else tr("A project holds one kind: the texts are taken.")
        )
    other = sum(count for _, count in look.other)
    if other:
        parts.append(trn("{n:,} file of another kind is left out.", "{n:,} files of other kinds are left out.", other))
    parts += _closer_words(look)
    return joined(parts)


def _closer_words(look: FolderLook) -> list[str]:
    """What a closer look found: one sentence, or none."""
    broken, copies = look.unreadable_count, look.duplicates
    found = []
    if broken:
        found.append(trn("{n:,} cannot be read", "{n:,} cannot be read", broken))
    if copies:
        found.append(trn("{n:,} is an exact copy", "{n:,} are exact copies", copies))
    if not found:
        return []
    what = found[0] if len(found) == 1 else tr("{unreadable} and {copies}", unreadable=found[0], copies=found[1])
    if look.checked < look.samples:
        return [tr("Of the {n:,} looked at, {found}.", n=look.checked, found=what)]
    return [tr("{found}.", found=what)]


def empty_words(look: FolderLook) -> str:
    """The sentence for a folder in which nothing can be labelled; empty where something can, or is not known yet."""
    if look.kind is not None or not look.listed or look.trouble:
        return ""
    parts = [nothing_words(look.name, sum(count for _, count in look.other))]
    if look.unreadable_count:
        parts.append(
            trn(
                "{n:,} entry could not be looked into.",
                "{n:,} entries could not be looked into.",
                look.unreadable_count,
            )
        )
    return joined(parts)


def nothing_words(name: str, files: int) -> str:
    """Nothing in the folder ``name`` can be labelled, though it holds so many files."""
    if not files:
        return tr("No images or texts in this folder. {name} holds no files.", name=name)
    return trn(
        "No images or texts in this folder. {name} holds {n:,} file, which is not of a kind that can be labelled.",
        "No images or texts in this folder. {name} holds {n:,} files, none of a kind that can be labelled.",
        files,
        name=name,
    )


def kinds_words(look: FolderLook, most: int = 6) -> str:
    """The kinds that are left out: "9 PDF, 4 XLSX, 1 ZIP"."""
    named = [f"{local(f'{count:,}')} {kind}" for kind, count in itertools.islice(look.other, most)]
    rest = sum(count for _, count in look.other[most:])
    return ", ".join([*named, *([tr("{n:,} more", n=rest)] if rest else [])])


def _count(kind: SampleKind, n: int) -> str:
    return trn("{n:,} image", "{n:,} images", n) if kind == "image" else trn("{n:,} text", "{n:,} texts", n)


def _name(folder: Path) -> str:
    return folder.name or folder.resolve().name or str(folder)


def _sentence(cause: str) -> str:
    return cause if cause.endswith(".") else tr("It cannot be read: {cause}.", cause=cause)
