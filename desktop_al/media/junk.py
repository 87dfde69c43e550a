"""Samples that nobody should be asked about: black, blurred, empty and the like, told by how they look.

Every limit is meant to miss junk rather than to take a sample away: what is flagged is left out of the queue
unseen. Where a whole pool looks like that (tiny pictures, soft pictures, tables of numbers), it is no junk there.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import mark, tr
from desktop_al.media.image_looks import IMAGE_COLUMNS, UNTOLD
from desktop_al.media.pieces import Pieces, finish, finite_rows, slices
from desktop_al.media.text_looks import LANGUAGES, LINES, SCRIPTS, TEXT_COLUMNS

__all__ = ["BY_ID", "JUNK_KINDS", "MOST", "Judgement", "JunkKind", "figures", "judge", "judging"]

#: A kind that would take more than this share of a pool is off there.
MOST = 0.3
#: Hashes of lines are below this: two parts of 11 bits.
_HASHES = 2**22
#: With fewer samples nothing can be said against the others of the pool.
FEWEST = 20

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
#: Of the looks, by name of column; and of those rows that tell what is usual in the pool.
Column = Callable[[str], Floats]


@dataclass(frozen=True, slots=True)
class JunkKind:
    """One row of the table: a sample is of this kind where its figure lies beyond the threshold.

    ``below``: at most the threshold, else at least. ``figure`` says what is compared with it.
    """

    id: str
    sample: SampleKind
    title: str
    sentence: str
    threshold: float
    figure: str
    below: bool


#: In the order in which they are looked for: the first that holds is what is told.
JUNK_KINDS: tuple[JunkKind, ...] = (
    JunkKind(
        *("black", "image", mark("Black"), mark("Nothing in the image is brighter than black.")),
        *(16.0, mark("brightness of the brightest place, 0 to 255"), True),
    ),
    JunkKind(
        *("white", "image", mark("White"), mark("Nothing in the image is darker than white.")),
        *(243.0, mark("brightness of the darkest place, 0 to 255"), False),
    ),
    JunkKind(
        *("uniform", "image", mark("One colour"), mark("The image is the same colour all over.")),
        *(8.0, mark("largest difference of a colour between two places, 0 to 255"), True),
    ),
    JunkKind(
        *("noise", "image", mark("Noise"), mark("The pixels have nothing to do with their neighbours.")),
        *(0.1, mark("largest correlation of neighbouring pixels, 0 to 1"), True),
    ),
    JunkKind(
        *("tiny", "image", mark("Tiny"), mark("The image is far smaller than most others here.")),
        *(0.25, mark("shorter side as a share of the usual one; from 64 pixels on never"), True),
    ),
    JunkKind(
        *("blurred", "image", mark("Blurred"), mark("No edge in the image is sharp, even when it is seen small.")),
        *(0.22, mark("sharpness of the sharpest edges, 0 to 1"), True),
    ),
    JunkKind(
        *("empty", "text", mark("Empty"), mark("There is no letter and no digit in the text.")),
        *(0.0, mark("number of words"), True),
    ),
    JunkKind(
        *("not-text", "text", mark("Not a text"), mark("These are data or damaged characters, not words.")),
        *(1.0, mark("signs of data or damage as a multiple of what a text can have"), False),
    ),
    JunkKind(
        *(
            "language",
            "text",
            mark("Other language"),
            mark("The text is in another language than nearly all others here."),
        ),
        *(
            0.03,
            mark("share of the usual language's short words, or 1 where the language is not clearly another"),
            True,
        ),
    ),
    JunkKind(
        *("boilerplate", "text", mark("Boilerplate"), mark("Every line of the text is in many other texts too.")),
        *(0.99, mark("share of its longer lines that many other texts have"), False),
    ),
)
BY_ID: dict[str, JunkKind] = {kind.id: kind for kind in JUNK_KINDS}


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """``kinds``: int8 (n,), place in ``JUNK_KINDS`` or -1. ``off``: kinds that are off here, id -> why, a sentence."""

    kinds: npt.NDArray[np.int8]
    off: dict[str, str]


def judge(
    looks: npt.NDArray[Any], sample: SampleKind, thresholds: Mapping[str, float | None] | None = None
) -> Judgement:
    """The first kind of junk, of those that are on, that each sample is of, if any. The order of the rows makes no
    difference.

    Args:
        looks: (n, w), rows of ``image_looks`` or ``text_looks`` of one pool; a row with a NaN is never junk.
        sample: of what kind the samples are.
        thresholds: id of a kind -> its threshold instead of the usual one, None where the kind is off.

    Raises:
        BadArgument: looks of another width, a kind that is not there, a threshold that is no number.
    """
    return finish(judging(looks, sample, thresholds))


def judging(
    looks: npt.NDArray[Any], sample: SampleKind, thresholds: Mapping[str, float | None] | None = None
) -> Pieces[Judgement]:
    """``judge`` in pieces."""
    wanted: dict[str, float | None] = {kind.id: kind.threshold for kind in JUNK_KINDS}
    wanted.update(thresholds or {})
    for name, value in wanted.items():
        if name not in BY_ID or (value is not None and not math.isfinite(value)):
            raise BadArgument(f"There is no threshold {value} of junk of the kind “{name}”.")
    known, measured = yield from _measuring(looks, sample)
    count = int(known.sum())
    kinds = np.full(len(known), -1, np.int8)
    off: dict[str, str] = {}
    for number, kind in enumerate(JUNK_KINDS):
        threshold = wanted[kind.id]
        if kind.sample != sample or threshold is None:
            continue
        figure = measured[kind.id]
        holds = figure <= threshold if kind.below else figure >= threshold
        holds &= known & (kinds < 0)
        found = int(holds.sum())
        if found > MOST * count:
            off[kind.id] = tr(
                "“{title}” would hold for {found:,} of {count:,} samples: that is no junk, and none is left out.",
                title=tr(kind.title),
                found=found,
                count=count,
            )
        else:
            kinds[holds] = number
    return Judgement(kinds, off)


def figures(looks: npt.NDArray[Any], sample: SampleKind) -> tuple[Mask, dict[str, Floats]]:
    """Which rows are without NaN, and by id of each kind of junk what is compared with its threshold, (n,).

    Raises:
        BadArgument: looks of another width.
    """
    return finish(_measuring(looks, sample))


def _measuring(looks: npt.NDArray[Any], sample: SampleKind) -> Pieces[tuple[Mask, dict[str, Floats]]]:
    columns = IMAGE_COLUMNS if sample == "image" else TEXT_COLUMNS
    rows = np.asarray(looks)
    if rows.ndim != 2 or rows.shape[1] != len(columns):
        raise BadArgument(f"Looks of shape {rows.shape} are none of a pool of samples of the kind “{sample}”.")
    known = yield from finite_rows(rows)
    place = {name: at for at, name in enumerate(columns)}

    def column(name: str) -> Floats:
        return np.where(known, rows[:, place[name]], 0).astype(np.float32)

    if sample == "image":
        return known, _of_images(column, known)
    return known, (yield from _of_texts(rows, column, known))


def _usual(values: Floats, among: Mask) -> float | None:
    """The median of what most of a pool are; None where there are too few."""
    return float(np.median(values[among])) if among.sum() >= FEWEST else None


def _of_images(column: Column, known: Mask) -> dict[str, Floats]:
    side, seen = column("side"), column("seen_side")
    usual_side = _usual(side, known)
    small = np.full(len(side), np.inf, np.float32)
    if usual_side:
        small = np.where(side < 64, side / np.float32(usual_side), np.inf).astype(np.float32)
    random = (column("unevenness") <= 1.5) & (column("tails") <= 6) & (seen >= 24)
    sharpness = column("sharpness")
    edged = known & (sharpness < UNTOLD) & (seen >= 24)
    usual_sharpness = _usual(sharpness, edged)
    blurred = np.full(len(side), UNTOLD, np.float32)
    if usual_sharpness is not None:
        # Soft against the others here as well: a pool may be soft as a whole.
        blurred = np.where(edged & (sharpness <= 0.6 * usual_sharpness), sharpness, blurred).astype(np.float32)
    return {
        "black": column("high"),
        "white": column("low"),
        "uniform": column("range"),
        "noise": np.where(random, column("neighbours"), 1).astype(np.float32),
        "tiny": small,
        "blurred": blurred,
    }


def _of_texts(rows: npt.NDArray[Any], column: Column, known: Mask) -> Pieces[dict[str, Floats]]:
    found = {"empty": column("words"), "not-text": _not_text(column)}
    yield
    found["language"] = _usual_language(column, known)
    yield
    found["boilerplate"] = yield from _boilerplate(rows, known)
    return found


def _not_text(column: Column) -> Floats:
    """The largest of what speaks against a text, each as a multiple of its limit."""
    characters = column("characters")
    spaced = column("script_latin") + column("script_other") >= 0.5
    signs = (
        column("odd") / 0.3,
        np.where(characters >= 200, column("unbroken") / 0.8, 0),
        np.where(characters >= 30, column("commonest") / 0.9, 0),
        np.where(characters >= 30, (1 - column("letters")) / 0.98, 0),
        # English has about 4.2 bits, with markup and numbers 5.3; base64 has 6.
        np.where((characters >= 300) & spaced, column("entropy") / 6.05, 0),
    )
    most: Floats = np.maximum.reduce(signs).astype(np.float32)
    return most


def _usual_language(column: Column, known: Mask) -> Floats:
    """Share of what is usual in the pool, by script and by short words; 1 where that is not clear."""
    share = np.ones(len(known), np.float32)
    letters = column("letters") * column("characters")
    # Numbers from a damaged side file may be any.
    script = column("script").astype(np.int64).clip(0, len(SCRIPTS) - 1)
    lettered = known & (letters >= 40)
    counts = np.bincount(script[lettered], minlength=len(SCRIPTS))
    if lettered.sum() >= FEWEST and counts.max() >= 0.8 * lettered.sum() and counts.argmax() != 0:
        of_usual = column(f"script_{SCRIPTS[int(counts.argmax())]}")
        foreign = lettered & (of_usual < 0.1) & (script != 0)
        share[foreign] = 0.1 * of_usual[foreign]
    language = column("language").astype(np.int64).clip(0, len(LANGUAGES) - 1)
    told = known & (language > 0)
    counts = np.bincount(language[told], minlength=len(LANGUAGES))
    if told.sum() >= FEWEST and counts.max() >= 0.8 * told.sum():
        usual = int(counts.argmax())
        other = told & (language != usual)
        share[other] = np.minimum(share, column(f"language_{LANGUAGES[usual]}"))[other]
    return share


def _boilerplate(rows: npt.NDArray[Any], known: Mask) -> Pieces[Floats]:
    """Share of the kept lines that many have; 0 with fewer than three."""
    first = TEXT_COLUMNS.index("line_0")

    def lines_of(part: slice) -> npt.NDArray[np.int64]:
        """The hash of each kept line, 0 for none."""
        parts = np.where(known[part, None], rows[part, first : first + 2 * LINES], 0).astype(np.int64)
        lines = parts[:, 0::2] * 2048 + parts[:, 1::2]
        return np.where((lines > 0) & (lines < _HASHES), lines, 0)

    counts = np.zeros(_HASHES, np.int64)
    for part in slices(len(rows)):
        counts += np.bincount(lines_of(part).ravel(), minlength=_HASHES)
        yield
    # The mean of all hash values is what two different lines have in common by chance.
    chance = counts[1:].sum() / 2047**2
    many = counts >= max(5, 0.01 * known.sum()) + 10 * chance
    many[0] = False
    share = np.zeros(len(rows), np.float32)
    for part in slices(len(rows)):
        lines = lines_of(part)
        kept = (lines > 0).sum(axis=1)
        share[part] = np.where(kept >= 3, many[lines].sum(axis=1) / np.maximum(kept, 1), 0)
        yield
    return share
