"""Applying a model to the samples of a folder: a table with the probability of each class, one row a sample.

Samples are read in pieces. What is known of a sample waits in files without a name until all are read, since what is
junk shows only beside the others.
"""

import codecs
import csv
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from desktop_al.core.csv_cells import safe_cell
from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import Found
from desktop_al.core.words import tr
from desktop_al.learn.blocks import rounded
from desktop_al.learn.networks import NETWORKS, weights_digests
from desktop_al.loop.extraction import LOOKS, OWN, Read, Source, compute, read_for_learning, source_named
from desktop_al.loop.model_files import Seen, TrainedModel
from desktop_al.media.junk import JUNK_KINDS, judge
from desktop_al.media.replace import replace_file
from desktop_al.media.scan import scan

#: Samples that go through the model together, and characters of texts from which on fewer do.
PIECE, _CHARACTERS = 512, 16_000_000
COPY = "copy"
GONE = "The file is no longer there."
UNDEFINED = "The model gives no probabilities for this sample."

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Predicted:
    """``samples`` in the table, ``unread`` of them without a label; ``passed_over``: samples of another kind;
    ``not_listed``: folders that cannot be listed, links that lead elsewhere, files of one name."""

    samples: int
    unread: int
    passed_over: int
    not_listed: int = 0


def predict_folder(
    trained: TrainedModel,
    folder: Path,
    out: Path,
    weights: str,
    own_network: str = "",
    *,
    raw: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Predicted:
    """Write what the model says of every sample in ``folder`` to the CSV file ``out``, whole or not at all.

    Columns: ``sample``, ``label`` (the likeliest class, empty where the sample could not be read), ``p:<class>`` for
    each class, ``unreadable`` (why), ``junk`` (a kind of ``JUNK_KINDS``, or "copy" of an earlier one). ``progress``
    hears how many samples were read. Unless ``raw``, cells that a spreadsheet would run have an apostrophe in front.

    Raises:
        CannotRead: the folder is not there. BadArgument: nothing to predict in it, ``out`` lies in it, or the model
            needs weights that are not here. DesktopAlError: the file cannot be written.
    """
    if out.resolve().is_relative_to(folder.resolve()):
        raise BadArgument("The predictions cannot lie in the sample folder: nothing is ever written there.")
    applying = Applying(trained, _sources(trained, weights, own_network))
    found: list[Predicted] = []

    def write(file: BinaryIO) -> None:
        with (
            tempfile.TemporaryFile(dir=out.parent) as numbers,
            tempfile.TemporaryFile("w+", dir=out.parent) as words,
            tempfile.TemporaryFile(dir=out.parent) as looks,
        ):
            found.append(_write(applying, folder, file, (numbers, words, looks), raw, progress))

    replace_file(out, write)
    return found[0]


@dataclass(frozen=True, slots=True)
class Applying:
    """A model with what its features are computed by; the last of ``sources`` gives the looks."""

    trained: TrainedModel
    sources: tuple[Source, ...]

    def __call__(self, read: Sequence[Read]) -> tuple[Floats, npt.NDArray[np.float16]]:
        """Probabilities (n, classes) of samples that could be read, float32, and their looks."""
        rows = compute(read, self.sources)
        # As they come back from a project's side file, from which the model has learned.
        seen = [rounded(rows[one.name]) for one in self.sources[:-1]]
        with np.errstate(over="ignore", invalid="ignore"):
            # What is no number is told sample by sample.
            probabilities = self.trained.model.probabilities(self.trained.space.transform(seen))
        return probabilities, np.asarray(rows[self.sources[-1].name], np.float16)


def _sources(trained: TrainedModel, weights: str, own_network: str) -> tuple[Source, ...]:
    found = [_source(seen, weights, own_network) for seen in trained.seen]
    return (*found, source_named(LOOKS[trained.kind], weights))


def _source(seen: Seen, weights: str, own_network: str) -> Source:
    if seen.name.startswith(OWN):
        source = source_named(f"{OWN}{own_network}", weights) if own_network else None
        if source is None or source.name != seen.name:
            raise BadArgument(
                f"The model sees images through a network of its own (SHA-256 {seen.name.removeprefix(OWN)[:16]}...). "
                "Choose that file as your own image model in Settings, Learning."
            )
        return source
    if seen.name in NETWORKS:
        here, title = weights_digests(seen.name, Path(weights)), NETWORKS[seen.name].title
        if not here:
            raise BadArgument(f"The model needs the weights of {title}, which are not here.")
        if dict(seen.weights) != here:
            raise BadArgument(f"The model needs other weights of {title} than those that are here.")
    return source_named(seen.name, weights)


# -- the two passes ------------------------------------------------------------------------------------


def _write(
    applying: Applying,
    folder: Path,
    file: BinaryIO,
    kept: tuple[IO[bytes], IO[str], IO[bytes]],
    raw: bool,
    progress: Callable[[int], None],
) -> Predicted:
    numbers, words, looks = kept
    kind, classes = applying.trained.kind, [name for _, name in applying.trained.classes]
    first_with: set[bytes] = set()
    count = unread = 0
    scanning = _Samples(folder, kind)
    for piece, read in _pieces(folder, scanning):
        good = [at for at, one in enumerate(read) if one.value is not None]
        probabilities = np.full((len(piece), len(classes)), np.nan, np.float32)
        seen = np.full((len(piece), sum(applying.sources[-1].blocks)), np.nan, np.float16)
        if good:
            probabilities[good], seen[good] = applying([read[at] for at in good])
        defined: Any = np.isfinite(probabilities).all(axis=1)
        for found, one, known in zip(piece, read, defined, strict=True):
            copy = bool(one.digest) and one.value is not None and one.digest in first_with
            if one.value is not None:
                first_with.add(one.digest)
            # A network of the user may give what is no number.
            problem = "" if known else UNDEFINED if one.value is not None else one.problem or GONE
            words.write(json.dumps([found.name, problem, copy]) + "\n")
        numbers.write(probabilities.tobytes())
        looks.write(seen.tobytes())
        count, unread = count + len(piece), unread + len(piece) - int(defined.sum())
        progress(count)
    if not count:
        raise BadArgument(f"There are no {kind}s in {folder}, which is what this model was made for.")
    looks.flush()
    all_looks: Any = np.memmap(looks, np.float16, "r", shape=(count, sum(applying.sources[-1].blocks)))  # type: ignore[call-overload]
    junk = judge(all_looks, kind).kinds
    del all_looks
    _table(file, classes, numbers, words, junk, raw)
    return Predicted(count, unread, scanning.passed_over, scanning.not_listed)


def _table(
    file: BinaryIO, classes: Sequence[str], numbers: IO[bytes], words: IO[str], junk: npt.NDArray[np.int8], raw: bool
) -> None:
    cell: Callable[[str], str] = str if raw else safe_cell
    writer = csv.writer(codecs.getwriter("utf-8")(file, "backslashreplace"), lineterminator="\r\n")
    writer.writerow(("sample", "label", *(f"p:{name}" for name in classes), "unreadable", "junk"))
    numbers.seek(0)
    words.seek(0)
    for line, of_kind in zip(words, junk.tolist(), strict=True):
        name, problem, copy = json.loads(line)
        shares = np.frombuffer(numbers.read(4 * len(classes)), np.float32)
        told = ["" if problem else f"{share:.8g}" for share in shares.tolist()]
        label = "" if problem else classes[int(shares.argmax())]
        flag = JUNK_KINDS[of_kind].id if of_kind >= 0 else COPY if copy else ""
        writer.writerow((cell(name), cell(label), *told, cell(problem), flag))


class _Samples:
    """The samples of one kind in a folder; ``passed_over`` counts the others so far."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.passed_over = 0
        self._scanning, self._kind = scan(folder), kind

    @property
    def not_listed(self) -> int:
        found = self._scanning.report
        return len(found.unreadable) + len(found.outside) + len(found.same_name)

    def __iter__(self) -> Iterator[Found]:
        for chunk in self._scanning:
            for found in chunk:
                if found.kind == self._kind:
                    yield found
                else:
                    self.passed_over += 1


def _pieces(folder: Path, samples: _Samples) -> Iterator[tuple[list[Found], list[Read]]]:
    piece: list[Found] = []
    read: list[Read] = []
    characters = 0
    for found in samples:
        one = read_for_learning(folder, found)
        piece.append(found)
        read.append(one)
        characters += len(one.value) if isinstance(one.value, str) else 0
        if len(piece) >= PIECE or characters > _CHARACTERS:
            yield piece, read
            piece, read, characters = [], [], 0
    if piece:
        yield piece, read


def model_warning(trained: TrainedModel) -> str:
    """What has to be said before anybody relies on the predictions; "" for nothing."""
    if trained.beats_base_rate:
        return ""
    return tr(
        "The model does not do better than always naming the commonest class, on labels it had not seen. "
        "Do not rely on its predictions."
    )
