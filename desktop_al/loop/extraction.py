"""From sample files to rows of features, a chunk at a time: knows no project, so that it can run anywhere.

``extract_chunk`` is what the worker process of a window does, and what a cluster can do in its place: it takes
a folder and samples, gives arrays, and keeps nothing but opened networks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.core.words import tr
from desktop_al.learn.features import EXTRACTORS
from desktop_al.learn.networks import NETWORKS, OwnNetwork, find_network, open_network, open_own_network
from desktop_al.loop import reading_marks
from desktop_al.loop.frame_process import decode_elsewhere
from desktop_al.media.image_looks import IMAGE_COLUMNS, IMAGE_LOOKS_VERSION, image_looks
from desktop_al.media.paths import real_path
from desktop_al.media.samples import content_hash, learn, read_bytes, row_text
from desktop_al.media.text_looks import TEXT_COLUMNS, TEXT_LOOKS_VERSION, text_looks
from desktop_al.media.texts import read_text

#: The features that every pool gets, cheap ones: what is learned from, and what junk and copies are told by.
HANDMADE: dict[SampleKind, str] = {"image": "handmade", "text": "hashed"}
LOOKS: dict[SampleKind, str] = {"image": "image_looks", "text": "text_looks"}
#: The network of each kind of sample, where its weights are there.
NETWORK: dict[SampleKind, str] = {"image": "efficientnet_lite0", "text": "minilm"}
OWN = "own:"

#: Longest edge in pixels of the pictures that features are computed from; larger ones gain the networks nothing.
EDGE = 128

Extract = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows of one name come from. ``blocks`` are the widths of the groups of columns. ``version`` changes with
    what comes out."""

    name: str
    version: int
    blocks: tuple[int, ...]
    extract: Extract


@dataclass(frozen=True, slots=True)
class Looked:
    """A decoded sample with the size of the file's own picture."""

    value: Any
    size: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Read:
    """One sample read for learning; ``value`` is None where ``problem`` says why. ``size`` is the image's own."""

    digest: bytes
    value: Any
    problem: str
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows of features of the samples that could be read.

    digests, problems: of every sample asked for, empty where there is nothing to tell.
    read: positions of those with features; ``features`` of each source their rows in that order.
    """

    digests: tuple[bytes, ...]
    problems: tuple[str, ...]
    read: npt.NDArray[np.intp]
    features: dict[str, Any]


def source_named(name: str, weights: str) -> Source:
    """Open what a name stands for; ``weights`` is the folder of the networks' weights.

    Names: those of ``EXTRACTORS``, ``NETWORKS`` and ``LOOKS``, and ``own:FILE`` for an ONNX file of the user.

    Raises:
        DesktopAlError: no such name, or the network cannot be opened.
    """
    if name in EXTRACTORS:
        extractor = EXTRACTORS[name]
        return Source(name, extractor.version, extractor.blocks, extractor.extract)
    if name == LOOKS["image"]:
        return Source(name, IMAGE_LOOKS_VERSION, (len(IMAGE_COLUMNS),), _image_looks)
    if name == LOOKS["text"]:
        return Source(name, TEXT_LOOKS_VERSION, (len(TEXT_COLUMNS),), _text_looks)
    if name in NETWORKS:
        network = NETWORKS[name]
        return Source(name, network.version, (network.width,), _opened(name, weights))
    if name.startswith(OWN):
        own = _opened_own(name.removeprefix(OWN))
        return Source(f"{OWN}{own.sha256}", 1, (own.width,), own.extract)
    raise BadArgument(f"There are no features of the name “{name}”.")


def has_network(kind: SampleKind, weights: str) -> bool:
    """Whether the network of a kind of sample can be opened at all."""
    return bool(weights) and find_network(NETWORK[kind], Path(weights))


@lru_cache(maxsize=4)
def _opened(name: str, weights: str) -> Extract:
    return open_network(name, Path(weights))


@lru_cache(maxsize=1)
def _opened_own(path: str) -> OwnNetwork:
    return open_own_network(Path(path))


def _image_looks(samples: Sequence[Looked]) -> npt.NDArray[np.float32]:
    return np.array([image_looks(sample.value, sample.size) for sample in samples], np.float32)


def _text_looks(samples: Sequence[Looked]) -> npt.NDArray[np.float32]:
    return np.array([text_looks(sample.value) for sample in samples], np.float32)


def read_for_learning(root: Path, found: Found) -> Read:
    """Digest and decoded content, small; of several frames that of the middle one. Never raises for a bad file: the
    problem is a sentence.

    A file that is not there is no bad one: the next scan says what became of it.
    """
    decode_elsewhere()
    digest = b""
    if reading_marks.is_deadly(found):
        return Read(digest, None, tr(reading_marks.UNSAFE))
    try:
        data = read_bytes(root, found)
        digest = content_hash(data)
        with reading_marks.decoding(found):
            if found.kind == "image":
                pixels, size = learn(found, data, EDGE)
                return Read(digest, pixels, "", size)
            if found.row >= 0:
                return Read(digest, row_text(root, found, data), "")
            return Read(digest, read_text(data).text, "")
    except CannotRead as error:
        return Read(digest, None, str(error) if _is_there(root, found) else "")


def _is_there(root: Path, found: Found) -> bool:
    try:
        real_path(root, found.path)
    except CannotRead:
        return False
    return True


def compute(read: Sequence[Read], sources: Sequence[Source]) -> dict[str, Any]:
    """The rows of each source, of samples that could all be read."""
    looked = [Looked(one.value, one.size) for one in read]
    values = [one.value for one in read]
    return {s.name: s.extract(looked if s.name in LOOKS.values() else values) for s in sources}


def extract_chunk(folder: str, samples: Sequence[Found], names: Sequence[str], weights: str = "") -> Chunk:
    """Features of some samples of a folder, as ``desktop-al features`` and the window compute them.

    Args:
        folder: where the samples are; ``samples`` as ``media.scan.scan`` lists them.
        names: of the features (``source_named``); ``weights`` the folder of the networks' weights.

    Raises:
        DesktopAlError: a name that is not there, or a network that cannot be opened. A bad sample raises nothing.
    """
    sources = [source_named(name, weights) for name in names]
    read = [read_for_learning(Path(folder), found) for found in samples]
    good = np.array([at for at, one in enumerate(read) if one.value is not None], np.intp)
    features = compute([read[at] for at in good.tolist()], sources) if len(good) else {}
    return Chunk(tuple(one.digest for one in read), tuple(one.problem for one in read), good, features)
