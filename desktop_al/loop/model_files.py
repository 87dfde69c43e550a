"""A trained model in a folder of its own: ``model.json``, which says what it is, and ``model.npz``, its arrays.

``resources/guide/model.md`` describes both. A folder may come from anywhere: everything in it is checked before it is
used, and nothing in it is run.
"""

import contextlib
import hashlib
import json
import math
import os
import secrets
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.core.plain_json import read_json
from desktop_al.core.program import program_version
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import all_english, tr
from desktop_al.learn.model_arrays import Outline, arrays_of, form_of, model_from, part_form
from desktop_al.learn.models import Model
from desktop_al.learn.networks import MAX_OWN_COLUMNS, NETWORKS
from desktop_al.learn.space import Space
from desktop_al.loop.extraction import HANDMADE, NETWORK, OWN, source_named
from desktop_al.loop.npz_file import DAMAGED, Arrays
from desktop_al.media.replace import cause_of
from desktop_al.store.verify import MAX_CLASSES

FORMAT, VERSION = "desktop_al model", 1
HEADER, ARRAYS = "model.json", "model.npz"
_MAX_HEADER, _MAX_ARRAYS = 8_000_000, 2**31
_LONGEST_NAME = 10_000


@dataclass(frozen=True, slots=True)
class Seen:
    """Features that a model sees: ``name`` and ``version`` as caches know them, the widths of their groups of columns,
    and of a network the SHA-256 of each file of its weights."""

    name: str
    version: int
    blocks: tuple[int, ...]
    weights: Mapping[str, str]

    @property
    def columns(self) -> int:
        return sum(self.blocks)


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """A model that can be applied to samples of ``kind``.

    ``classes``: id and name of each class of the project, in the order of its class indices; ``seen``: the features of
    each part of ``space``; ``model`` is a ``stored`` one, ``name`` a row of ``MODELS``; ``told``: what else
    ``model.json`` says, under "training", "accuracy" and "use".
    """

    kind: SampleKind
    classes: tuple[tuple[str, str], ...]
    seen: tuple[Seen, ...]
    space: Space
    model: Model
    name: str
    told: Mapping[str, Any]

    @property
    def beats_base_rate(self) -> bool:
        """Whether it was more often right than always naming the commonest class, on labels it had not seen."""
        training = self.told.get("training")
        return isinstance(training, dict) and training.get("beats_base_rate") is True


# -- writing -------------------------------------------------------------------------------------------


def write_model(folder: Path, trained: TrainedModel) -> None:
    """Write both files, whole or not at all. ``folder`` is new, empty, or holds an earlier model and nothing else: that
    is then replaced.

    Raises:
        BadArgument: there is something else at that place. DesktopAlError: it cannot be written.
    """
    check_folder(folder)
    unfinished = folder.with_name(f".writing-{secrets.token_hex(8)}")
    old = folder.with_name(f".replaced-{secrets.token_hex(8)}")
    try:
        unfinished.mkdir()
        arrays = arrays_of(trained.model, trained.space)
        with open(unfinished / ARRAYS, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
            _to_disk(file)
        with open(unfinished / HEADER, "wb") as file:
            digest = hashlib.sha256((unfinished / ARRAYS).read_bytes()).hexdigest()
            # Whoever reads it need not have the language of the window that wrote it.
            header = all_english(_header(trained, arrays, digest))
            text = json.dumps(header, ensure_ascii=False, indent=2, allow_nan=False)
            file.write(text.encode("utf-8", "backslashreplace") + b"\n")
            _to_disk(file)
        if folder.exists():
            folder.rename(old)
        unfinished.rename(folder)
    except OSError as error:
        raise DesktopAlError(
            tr("The model was not written to {name}: {cause}.", name=folder.name, cause=cause_of(error))
        ) from error
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
        for place in (unfinished, old):
            _remove(place)


def check_folder(folder: Path) -> None:
    """Raises BadArgument where ``write_model`` would."""
    if not folder.absolute().parent.is_dir():
        raise BadArgument(tr("There is no folder {folder} to write {name} in.", folder=folder.parent, name=folder.name))
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BadArgument(tr("{name} is a file; a model is written to a folder of its own.", name=folder))
    held = {entry.name for entry in folder.iterdir()}
    if held - {HEADER, ARRAYS} or (held and not _is_ours(folder / HEADER)):
        raise BadArgument(tr("{name} holds other files; a model is written to a folder of its own.", name=folder))


def _is_ours(path: Path) -> bool:
    """Other programs call their models the same. One of a later version is ours, too."""
    if not path.is_file():
        return False
    try:
        _read_header(path)
    except BadArgument:
        return True
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return False
    return True


def _to_disk(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _remove(place: Path) -> None:
    with contextlib.suppress(OSError):
        for name in (HEADER, ARRAYS):
            (place / name).unlink(missing_ok=True)
        place.rmdir()


def _header(trained: TrainedModel, arrays: Mapping[str, Any], digest: str) -> dict[str, Any]:
    model, linear = trained.model, trained.model.linear
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "program": f"desktop-al {program_version()}",
        "kind": trained.kind,
        "classes": [{"id": id_, "name": name} for id_, name in trained.classes],
        "features": [
            {"name": one.name, "version": one.version, "blocks": list(one.blocks), "stored_as": "float16"}
            | ({"weights_sha256": dict(one.weights)} if one.weights else {})
            for one in trained.seen
        ],
        "space": {
            "dimensions": trained.space.dimensions,
            "parts": [
                {"form": part_form(part), "dimensions": part.components.shape[1]} for part in trained.space.parts
            ],
        },
        "model": {
            "name": trained.name,
            "form": form_of(model),
            "regularisation": {"penalty": "squared", "inverse_strength": linear.penalty_c} if linear else None,
        },
        "calibration": {"method": "temperature", "temperature": model.temperature, "smoothing_labels": model.labels},
        **trained.told,
        "arrays": {name: {"type": array.dtype.str, "shape": list(array.shape)} for name, array in arrays.items()},
        "npz_sha256": digest,
    }


# -- reading -------------------------------------------------------------------------------------------


def read_model(folder: Path) -> TrainedModel:
    """The model in a folder.

    Raises:
        BadArgument: there is none, it is damaged, of a later version, or of features that this version does not
            compute; in words.
    """
    try:
        if not ((folder / HEADER).is_file() and (folder / ARRAYS).is_file()):
            # Nor does anything wait for what is no ordinary file.
            raise FileNotFoundError
        header = _read_header(folder / HEADER)
        _check_arrays(folder / ARRAYS, header)
        with zipfile.ZipFile(folder / ARRAYS) as archive:
            return _read(header, Arrays(archive, (folder / ARRAYS).stat().st_size))
    except FileNotFoundError as error:
        raise BadArgument(f"{folder} is no model: {HEADER} and {ARRAYS} are needed.") from error
    except OSError as error:
        raise BadArgument(f"The model in {folder} cannot be read: {error.strerror or error}.") from error
    except DesktopAlError as error:
        raise BadArgument(f"The model in {folder.name} cannot be used. {error}") from error
    except (*DAMAGED, RecursionError, AttributeError) as error:
        raise BadArgument(f"The model in {folder.name} is damaged, or was not written by this program.") from error


def _read_header(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _MAX_HEADER:
        raise ValueError("header")
    header = read_json(path.read_bytes(), most=_MAX_HEADER)
    if header["format"] != FORMAT:
        raise ValueError("format")
    version = header["format_version"]
    if type(version) is int and version > VERSION:
        raise BadArgument("It was written by a later version of the program. Update the program.")
    if version != VERSION or type(version) is not int:
        raise ValueError("version")
    return dict(header)


def _check_arrays(path: Path, header: Mapping[str, Any]) -> None:
    """That they are those that ``model.json`` was written with; reads no more than a model can have."""
    if path.stat().st_size > _MAX_ARRAYS:
        raise BadArgument(f"{ARRAYS} is larger than a model can be.")
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    if digest.hexdigest() != header["npz_sha256"]:
        raise BadArgument(f"{ARRAYS} is not the one that {HEADER} was written with.")


def _read(header: Mapping[str, Any], arrays: Arrays) -> TrainedModel:
    kind: SampleKind = {"image": "image", "text": "text"}[header["kind"]]  # type: ignore[assignment]
    classes = tuple((_text(one["id"]), _text(one["name"])) for one in header["classes"])
    if not 0 < len(classes) <= MAX_CLASSES or len({name for _, name in classes}) != len(classes):
        raise ValueError("classes")
    seen = tuple(_seen(one, kind) for one in header["features"])
    parts = [str(part["form"]) for part in header["space"]["parts"]]
    if not 0 < len(seen) == len(parts) or len({one.name for one in seen}) != len(seen):
        raise ValueError("features")
    penalty = header["model"]["regularisation"]
    outline = Outline(
        form=str(header["model"]["form"]),
        n_classes=len(classes),
        temperature=_number(header["calibration"]["temperature"]),
        labels=int(_number(header["calibration"]["smoothing_labels"])),
        penalty_c=_number(penalty["inverse_strength"]) if penalty else 1.0,
        parts=tuple((form, one.columns, len(one.blocks)) for form, one in zip(parts, seen)),
    )
    model, space = model_from(outline, arrays.read)
    told = {name: header[name] for name in ("training", "accuracy", "use") if name in header}
    return TrainedModel(kind, classes, seen, space, model, _text(header["model"]["name"]), told)


def _seen(given: Mapping[str, Any], kind: SampleKind) -> Seen:
    name, version = _text(given["name"]), given["version"]
    blocks = tuple(given["blocks"])
    if not blocks or any(type(width) is not int or width < 1 for width in blocks):
        raise ValueError("blocks")
    known_version, known_blocks = _known(name, kind, blocks)
    if version != known_version:
        raise BadArgument(f"It needs the features “{name}” of version {version}; here they are of {known_version}.")
    if blocks != known_blocks:
        raise BadArgument(f"Its features “{name}” do not have the columns that they have here.")
    weights = {_text(file): _text(digest) for file, digest in given.get("weights_sha256", {}).items()}
    return Seen(name, known_version, blocks, weights)


def _known(name: str, kind: SampleKind, blocks: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """Version and groups of columns of features that samples of ``kind`` can have here."""
    if name == HANDMADE[kind]:
        source = source_named(name, "")
        return source.version, source.blocks
    if name == NETWORK[kind]:
        return NETWORKS[name].version, (NETWORKS[name].width,)
    digest = name.removeprefix(OWN)
    if kind == "image" and name.startswith(OWN) and len(digest) == 64 and set(digest) <= set("0123456789abcdef"):
        if len(blocks) != 1 or blocks[0] > MAX_OWN_COLUMNS:
            raise ValueError("blocks")
        return 1, blocks
    raise BadArgument(f"This program knows no features “{name[:80]}” of {kind}s.")


def _text(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        raise ValueError("text")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError("number")
    return float(value)
