"""Features from pretrained networks whose weights lie in a folder, and from a network of the user's own.

The runtime is loaded when a network is opened, not before: that costs start-up time. It runs on the processor only.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.core.plain_json import read_json
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import mark, tr
from desktop_al.learn.features import as_rgb
from desktop_al.learn.onnx_file import external_paths, read_contents
from desktop_al.learn.word_pieces import Encode, read_word_pieces

Rows: TypeAlias = npt.NDArray[np.float32]
Extract: TypeAlias = Callable[[Sequence[Any]], Rows]

#: Name, version and SHA-256 of the files beside it, in the folder of a network; written last.
MANIFEST = "manifest.json"
#: Edge in pixels of the pictures that a network sees where it leaves the choice.
EDGE = 224
#: Samples that go through a network at once: more are no faster and take more memory.
IMAGES_AT_ONCE, TEXTS_AT_ONCE = 4, 8
#: Tokens of a text that count, and characters that are looked at for them.
MAX_TOKENS, MAX_CHARACTERS = 256, 16_384
MAX_OWN_COLUMNS, MAX_OWN_EDGE, MAX_OWN_IMAGES, MAX_OWN_BYTES = 4096, 1024, 64, 2**31 - 1
#: Mean and deviation of ImageNet's red, green and blue in 0..1, with which nearly all backbones were trained.
IMAGENET_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
IMAGENET_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)


@dataclass(frozen=True, slots=True)
class Network:
    """A pretrained network; its files lie in the folder ``name`` within the folder of weights.

    ``width`` is the number of columns, ``title`` the words for the screen, ``lack`` a sentence on what is missing
    without it. A change of what comes out raises ``version``: caches are keyed by it.
    """

    name: str
    version: int
    kind: SampleKind
    width: int
    files: tuple[str, ...]
    title: str
    licence: str
    lack: str


NETWORKS: dict[str, Network] = {
    network.name: network
    for network in (
        Network(
            "efficientnet_lite0",
            1,
            "image",
            1280,
            ("model.onnx", "LICENSE.txt"),
            mark("EfficientNet-Lite0, trained on ImageNet"),
            "Apache-2.0",
            mark("Images are compared by edges, colours and texture only, not by what they show."),
        ),
        Network(
            "minilm",
            1,
            "text",
            384,
            ("model.onnx", "tokenizer.json", "LICENSE.txt"),
            mark("all-MiniLM-L6-v2, trained on English sentences"),
            "Apache-2.0",
            mark("Texts are compared by their words only, not by what they mean."),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class OwnNetwork:
    """The user's own backbone: what turns images into rows, how many columns they have, and the SHA-256 in hex of
    its files, by which caches are keyed."""

    extract: Extract
    width: int
    sha256: str


def _row(name: str) -> Network:
    if name not in NETWORKS:
        raise BadArgument(f"There is no network {name!r}.")
    return NETWORKS[name]


def _manifest(place: Path, network: Network) -> dict[str, str] | None:
    """SHA-256 in hex by file; None if the manifest is missing, damaged or of another version."""
    try:
        read = read_json((place / MANIFEST).read_bytes())
        known = (read["name"], read["version"]) == (network.name, network.version)
        files = {name: str(read["sha256"][name]) for name in network.files}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return files if known else None


def find_network(name: str, folder: Path) -> bool:
    """Whether all files of a network are in ``folder``; their content is checked when it is opened.

    Raises:
        BadArgument: there is no such network.
    """
    network = _row(name)
    place = folder / name
    return _manifest(place, network) is not None and all((place / file).is_file() for file in network.files)


def weights_digests(name: str, folder: Path) -> dict[str, str]:
    """SHA-256 in hex of each file of a network in ``folder``, by which its weights are known; empty where they are not
    there. Raises BadArgument where there is no such network."""
    return dict(_manifest(folder / name, _row(name)) or {}) if find_network(name, folder) else {}


def open_network(name: str, folder: Path, threads: int = 1) -> Extract:
    """The function that turns decoded images (see ``as_rgb``) or texts into float32 rows (n, width), never NaN.

    Images are brought to 224 x 224 whatever their shape; of a text the first 256 tokens count. A row depends on
    its own sample only, but for rounding.

    Raises:
        BadArgument: there is no such network.
        DesktopAlError: its files are missing, damaged or of another version.
    """
    network = _row(name)
    place = folder / name
    digests = _manifest(place, network)
    if digests is None:
        raise DesktopAlError(
            tr("The weights of {network} are not here, or they are of another version.", network=tr(network.title))
        )
    files: dict[str, bytes] = {}
    for file in network.files:
        try:
            files[file] = (place / file).read_bytes()
        except OSError as error:
            raise DesktopAlError(
                tr(
                    "The weights of {network} cannot be read: {reason}.",
                    network=tr(network.title),
                    reason=error.strerror,
                )
            ) from error
        if hashlib.sha256(files[file]).hexdigest() != digests[file]:
            raise DesktopAlError(
                tr(
                    "The weights of {network} are damaged: {file} is not what was put there.",
                    network=tr(network.title),
                    file=file,
                )
            )
    if network.kind == "image":
        return _image_extract(_session(files["model.onnx"], threads, network.title), network.width)
    encode = read_word_pieces(files["tokenizer.json"], network.title, MAX_TOKENS)
    return _text_extract(_session(files["model.onnx"], threads, network.title), network.width, encode)


def _session(model: bytes, threads: int, title: str, folder: Path | None = None) -> Any:
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, threads)
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    # Waiting threads sleep, and memory goes back after every call: the rest of the program needs both.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    # Errors arrive as exceptions; nothing is to be written to the terminal.
    options.log_severity_level = 4
    if folder is not None:
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # The runtime's errors have no common base.
        raise DesktopAlError(
            tr("The network {network} cannot be loaded: {reason}", network=title, reason=_first_line(error))
        ) from error


def _first_line(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return lines[0][:300]


def _groups(count: int, size: int) -> Iterator[slice]:
    for start in range(0, count, size):
        yield slice(start, min(count, start + size))


def _finite(rows: npt.NDArray[Any]) -> Rows:
    clean: Rows = np.nan_to_num(rows, nan=0.0).astype(np.float32, copy=False)
    return clean


def _resized(image: npt.NDArray[Any], height: int, width: int) -> npt.NDArray[np.uint8]:
    pixels = as_rgb(image)
    smaller = pixels.shape[0] > height or pixels.shape[1] > width
    method = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    resized: npt.NDArray[np.uint8] = cv2.resize(pixels, (width, height), interpolation=method)
    return resized


def _image_extract(session: Any, width: int) -> Extract:
    def extract(images: Sequence[Any]) -> Rows:
        rows = np.empty((len(images), width), np.float32)
        for group in _groups(len(images), IMAGES_AT_ONCE):
            pixels = np.stack([_resized(image, EDGE, EDGE) for image in images[group]])
            rows[group] = _finite(session.run(["features"], {"images": pixels})[0])
        return rows

    return extract


def _text_extract(session: Any, width: int, encode: Encode) -> Extract:
    def tokens(text: Any) -> list[int]:
        if not isinstance(text, str):
            raise BadArgument(f"A text was expected, not {type(text).__name__}.")
        # Blanks do not count as tokens, so that they must not use up the characters looked at.
        return encode(" ".join(text[: 4 * MAX_CHARACTERS].split())[:MAX_CHARACTERS])

    def extract(texts: Sequence[Any]) -> Rows:
        rows = np.empty((len(texts), width), np.float32)
        all_ids = [tokens(text) for text in texts]
        # Texts of one length go together, so that little is padded.
        order = np.argsort([len(ids) for ids in all_ids], kind="stable")
        for group in _groups(len(texts), TEXTS_AT_ONCE):
            chosen = order[group]
            longest = max(len(all_ids[i]) for i in chosen)
            ids = np.zeros((len(chosen), longest), np.int64)
            mask = np.zeros_like(ids)
            for at, i in enumerate(chosen):
                ids[at, : len(all_ids[i])] = all_ids[i]
                mask[at, : len(all_ids[i])] = 1
            rows[chosen] = _finite(session.run(["features"], {"ids": ids, "mask": mask})[0])
        return rows

    return extract


def open_own_network(path: Path, threads: int = 1) -> OwnNetwork:
    """The user's own ONNX backbone for images.

    It takes float32 images (n, 3, h, w) or (n, h, w, 3), RGB in 0..1 less ImageNet's mean by its deviation, at the
    size it names or at 224 x 224, and gives out float32 (n, d) or a map of d channels, laid out as its input, whose
    mean is taken.

    Raises:
        BadArgument: the file is something else, reaches beyond its folder, or gives more than 4,096 columns; the
            sentence says what it has.
        DesktopAlError: it cannot be read, or the runtime cannot load or run it.
    """
    try:
        if path.stat().st_size > MAX_OWN_BYTES:
            raise BadArgument(tr("{name} is larger than 2 GB.", name=path.name))
        model = path.read_bytes()
        contents = read_contents(model)
        if foreign := contents.foreign():
            domain, operation = foreign[0]
            raise BadArgument(
                tr(
                    "{name} uses the operation {operation}, which is no part of ONNX.",
                    name=path.name,
                    operation=f"{domain}.{operation}",
                )
            )
        digest = hashlib.sha256(model)
        external = external_paths(contents, path.parent)
        for beside in external:
            with open(beside, "rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        raise DesktopAlError(tr("{name} cannot be read: {reason}.", name=path.name, reason=error.strerror)) from error
    session = _session(model, threads, path.name, path.parent.resolve() if external else None)
    extract, width = _own_extract(session, path.name)
    return OwnNetwork(extract, width, digest.hexdigest())


def _described(values: Sequence[Any]) -> str:
    words = []
    for value in values:
        axes = ", ".join(str(axis) if isinstance(axis, int) else "?" for axis in value.shape)
        words.append(f"{value.name} {value.type.removeprefix('tensor(').removesuffix(')')} ({axes})")
    return "; ".join(words) or "none"


def _own_extract(session: Any, name: str) -> tuple[Extract, int]:
    inputs, outputs = session.get_inputs(), session.get_outputs()
    shape = list(inputs[0].shape) if len(inputs) == 1 else []
    if len(shape) != 4 or inputs[0].type != "tensor(float)" or 3 not in (shape[1], shape[3]):
        raise BadArgument(
            tr(
                "{name} needs one float input (n, 3, h, w) or (n, h, w, 3); it has {inputs}.",
                name=name,
                inputs=_described(inputs),
            )
        )
    if len(outputs) != 1 or outputs[0].type != "tensor(float)" or len(outputs[0].shape) not in (2, 4):
        raise BadArgument(
            tr(
                "{name} needs one float output (n, d) or (n, d, h, w); it has {outputs}.",
                name=name,
                outputs=_described(outputs),
            )
        )
    first = shape[1] == 3
    edges = [edge if isinstance(edge, int) else EDGE for edge in (shape[2:] if first else shape[1:3])]
    if not all(1 <= edge <= MAX_OWN_EDGE for edge in edges):
        raise BadArgument(
            tr(
                "{name} takes images of {width} x {height} pixels; {most} is the most.",
                name=name,
                width=edges[1],
                height=edges[0],
                most=MAX_OWN_EDGE,
            )
        )
    # A fixed number of images is filled up with gray ones.
    fixed = isinstance(shape[0], int)
    at_once = shape[0] if fixed else IMAGES_AT_ONCE
    if not 1 <= at_once <= MAX_OWN_IMAGES:
        raise BadArgument(
            tr(
                "{name} takes {images} images at once; 1 to {most} are possible.",
                name=name,
                images=at_once,
                most=MAX_OWN_IMAGES,
            )
        )

    def run(images: Sequence[Any]) -> Rows:
        batch = np.zeros((at_once if fixed else len(images), *edges, 3), np.float32)
        for at, image in enumerate(images):
            batch[at] = (_resized(image, edges[0], edges[1]) / np.float32(255) - IMAGENET_MEAN) / IMAGENET_DEVIATION
        fed = np.ascontiguousarray(batch.transpose(0, 3, 1, 2)) if first else batch
        try:
            result = session.run(None, {inputs[0].name: fed})[0]
        except Exception as error:
            raise DesktopAlError(tr("{name} cannot be run: {reason}", name=name, reason=_first_line(error))) from error
        if result.ndim == 4:
            result = result.mean(axis=(2, 3) if first else (1, 2))
        if result.ndim != 2 or len(result) != len(batch):
            raise BadArgument(
                tr(
                    "{name} gives {shape} for {images} images, not a row for each.",
                    name=name,
                    shape=list(result.shape),
                    images=len(batch),
                )
            )
        if not 1 <= result.shape[1] <= MAX_OWN_COLUMNS:
            raise BadArgument(
                tr(
                    "{name} gives {columns:,} columns; 1 to {most:,} are possible.",
                    name=name,
                    columns=result.shape[1],
                    most=MAX_OWN_COLUMNS,
                )
            )
        return _finite(result[: len(images)])

    width = run([np.zeros((EDGE, EDGE, 3), np.uint8)]).shape[1]

    def extract(images: Sequence[Any]) -> Rows:
        rows = np.empty((len(images), width), np.float32)
        for group in _groups(len(images), at_once):
            found = run(images[group])
            if found.shape[1] != width:
                raise BadArgument(
                    tr(
                        "{name} gives {first} columns for one image and {other} for another.",
                        name=name,
                        first=found.shape[1],
                        other=width,
                    )
                )
            rows[group] = found
        return rows

    return extract, width
