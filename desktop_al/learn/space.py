"""The space that the model learns in: raw features standardised, reduced and brought to one scale.

Its solvers are loaded when first needed: samples are read without them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from desktop_al.core.errors import BadArgument
from desktop_al.learn.decomposition import randomized_svd
from desktop_al.learn.features import Raw

Floats = npt.NDArray[np.float32]

#: The most dimensions that learning sees, whatever the features.
MAX_DIMENSIONS = 512
DENSE_ROWS = 6_000
#: A column that varies so many times as much as is usual in its group is in another unit, and brought down to that.
OUTLYING = 30.0
SPARSE_ROWS = 20_000
SPARSE_DIMENSIONS = 256
SPARSE_COLUMNS = 60_000
#: Bounds the time of the decomposition when the texts are long.
SPARSE_ENTRIES = 4_000_000
CHUNK = 2_048
#: Mean squared length of a row of the space. With it the models' one C suits images and texts alike.
MEAN_SQUARE = 64.0


@dataclass(frozen=True, slots=True)
class DensePart:
    """``(raw - mean) * scale @ components``: mean, scale (c,); components (c, d)."""

    mean: Floats
    scale: Floats
    components: Floats

    def transform(self, raw: Floats) -> Floats:
        moved: Floats = ((raw - self.mean) * self.scale).astype(np.float32, copy=False) @ self.components
        return moved


@dataclass(frozen=True, slots=True)
class SparsePart:
    """Columns kept, their weight (inverse document frequency), the groups they form, components (kept, d).

    ``groups`` is the group of each kept column: a row is brought to length 1 within each group.
    ``length`` is the length of every row of the result.
    """

    columns: npt.NDArray[np.int32]
    groups: npt.NDArray[np.int32]
    idf: Floats
    components: Floats
    length: Floats

    def weighted(self, raw: sparse.csr_matrix) -> sparse.csr_matrix:
        """The kept columns, weighted and brought to length 1 within each group, csr (n, kept)."""
        kept = sparse.csr_matrix(raw[:, self.columns], dtype=np.float32, copy=True)
        kept.data *= self.idf[kept.indices]
        count = int(self.groups.max(initial=0)) + 1
        cell = np.repeat(np.arange(kept.shape[0]), np.diff(kept.indptr)) * count + self.groups[kept.indices]
        square = np.bincount(cell, weights=kept.data.astype(np.float64) ** 2, minlength=kept.shape[0] * count)
        kept.data /= np.sqrt(np.maximum(square, 1e-12)).astype(np.float32)[cell]
        return kept

    def transform(self, raw: sparse.csr_matrix) -> Floats:
        rows: Floats = np.asarray(self.weighted(raw) @ self.components, np.float32)
        return rows * self.row_scale(rows)[:, None]

    def row_scale(self, rows: Floats) -> Floats:
        """What brings each row (n, d) to ``length``; a row of zeros stays one."""
        scale: Floats = self.length / np.maximum(np.sqrt((rows**2).sum(axis=1)), np.float32(1e-6))
        return scale


Part = DensePart | SparsePart


@dataclass(frozen=True, slots=True)
class Space:
    """One part for each array of raw features, in order; the parts' dimensions lie side by side."""

    parts: tuple[Part, ...]

    @property
    def dimensions(self) -> int:
        return sum(part.components.shape[1] for part in self.parts)

    def transform(self, raw: Raw | Sequence[Raw]) -> Floats:
        """The rows of ``raw`` in this space, float32 (n, dimensions), never NaN.

        ``raw`` is as given to ``fit_space``: one array, or one for each part.

        Raises:
            BadArgument: another number of arrays or columns than the space was fitted on.
        """
        blocks = _as_blocks(raw)
        if len(blocks) != len(self.parts):
            raise BadArgument(f"The space has {len(self.parts)} kinds of features, {len(blocks)} were given.")
        count = blocks[0].shape[0]
        result = np.empty((count, self.dimensions), np.float32)
        # In chunks: the working copies of a large pool would not fit in memory.
        for start in range(0, count, CHUNK):
            rows = slice(start, start + CHUNK)
            with np.errstate(over="ignore", invalid="ignore"):
                moved = [_moved(part, block[rows]) for part, block in zip(self.parts, blocks)]
            result[rows] = np.concatenate(moved, axis=1)
        # A value beyond float32's range in a file must not silence the model for the whole pool.
        return np.nan_to_num(result, copy=False, nan=0.0, posinf=1e6, neginf=-1e6)

    def to_arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Plain arrays by name, from which ``from_arrays`` makes the same space; nothing is pickled."""
        return {
            f"{at}.{'sparse' if isinstance(part, SparsePart) else 'dense'}.{field.name}": getattr(part, field.name)
            for at, part in enumerate(self.parts)
            for field in fields(part)
        }

    @staticmethod
    def from_arrays(arrays: Mapping[str, npt.NDArray[np.generic]]) -> "Space":
        """The inverse of ``to_arrays``.

        Raises:
            BadArgument: names or arrays are missing.
        """
        parts: list[Part] = []
        while any(name.startswith(f"{len(parts)}.") for name in arrays):
            kind = SparsePart if f"{len(parts)}.sparse.columns" in arrays else DensePart
            prefix = f"{len(parts)}.{'sparse' if kind is SparsePart else 'dense'}."
            try:
                parts.append(kind(**{field.name: np.asarray(arrays[prefix + field.name]) for field in fields(kind)}))
            except KeyError as error:
                raise BadArgument(f"The stored feature space lacks {error}.") from error
        if not parts:
            raise BadArgument("The stored feature space is empty.")
        return Space(tuple(parts))


def _moved(part: Part, block: Raw) -> Floats:
    width = part.mean.shape[0] if isinstance(part, DensePart) else None
    if isinstance(part, SparsePart) != sparse.issparse(block) or (width is not None and width != block.shape[1]):
        raise BadArgument("The features do not have the columns that the space was fitted on.")
    return part.transform(block)


def _as_blocks(raw: Raw | Sequence[Raw]) -> list[Raw]:
    blocks: list[Any] = list(raw) if isinstance(raw, list | tuple) else [raw]
    if not blocks or any(block.ndim != 2 or block.shape[0] != blocks[0].shape[0] for block in blocks):
        raise BadArgument("Features must be tables of rows and columns, all with the same number of rows.")
    return [sparse.csr_matrix(block) if sparse.issparse(block) else np.asarray(block) for block in blocks]


def fit_space(
    raw_sample: Raw | Sequence[Raw], seed: int, widths: Sequence[Sequence[int]] | None = None, among: int = 1
) -> Space:
    """The space of a sample of raw features: one array, or several that are to lie side by side.

    Dense: groups of columns brought to one scale (a constant column becomes 0), principal components. Sparse:
    columns of at least two rows, inverse document frequency, length 1 within each group, truncated SVD (Halko,
    Martinsson & Tropp 2011), rows of one length. At most ``MAX_DIMENSIONS`` dimensions; the same seed and sample
    give the same space.

    Args:
        raw_sample: (n, c) each, n >= 1, finite. At most ``DENSE_ROWS`` or ``SPARSE_ROWS`` rows are used.
        seed: of the choice of rows and of the random projection.
        widths: of each array the widths of its groups of columns (``Extractor.blocks``); None is one group.
        among: how many spaces fitted apart are to lie side by side, so that each takes its share of dimensions.

    Raises:
        BadArgument: no row or column, or a value that is not finite.
    """
    blocks = _as_blocks(raw_sample)
    if not blocks[0].shape[0] or not all(block.shape[1] for block in blocks):
        raise BadArgument("There are no features to learn from.")
    for block in blocks:
        if not np.isfinite(block.data if sparse.issparse(block) else block).all():
            raise BadArgument("The features hold values that are not numbers.")
    rng = np.random.default_rng(seed)
    limit = MAX_DIMENSIONS // (len(blocks) * among)
    parts: list[Part] = []
    for at, block in enumerate(blocks):
        groups = np.repeat(np.arange(len(widths[at])), widths[at]) if widths else np.zeros(block.shape[1], np.int64)
        if len(groups) != block.shape[1]:
            raise BadArgument(f"The groups of columns hold {len(groups)} columns, the features {block.shape[1]}.")
        square = MEAN_SQUARE / (len(blocks) * among)
        fit = _fit_sparse if sparse.issparse(block) else _fit_dense
        parts.append(fit(block, groups.astype(np.int32), limit, square, rng))
    return Space(tuple(parts))


def _fit_dense(
    raw: Floats, groups: npt.NDArray[np.int32], limit: int, square: float, rng: np.random.Generator
) -> DensePart:
    from scipy import linalg

    if len(raw) > DENSE_ROWS:
        raw = raw[np.sort(rng.choice(len(raw), DENSE_ROWS, replace=False))]
    values = raw.astype(np.float64)
    mean = values.mean(axis=0)
    values -= mean
    spread = np.sqrt((values**2).mean(axis=0))
    varies = spread > 1e-6 * np.maximum(np.abs(mean), np.abs(values).max(axis=0, initial=0)) + 1e-30
    # One scale for each group: a column that hardly varies within its group is mostly noise, and blown up to the
    # group's spread it would count as much as the rest. Only a column in quite another unit is held back.
    usual = np.array([_median(spread[varies & (groups == group)]) for group in range(groups.max() + 1)])
    spread = np.where(varies, spread, 0)
    held = np.minimum(1, OUTLYING * usual[groups] / np.maximum(spread, 1e-30))
    of_group = np.bincount(groups, (spread * held) ** 2) / np.maximum(np.bincount(groups, varies), 1)
    scale = np.where(varies, held / np.sqrt(of_group[groups] + 1e-60), 0)
    values *= scale
    covariance = values.T @ values / len(values)
    count = max(1, min(limit, len(raw) - 1, int(varies.sum())))
    size = len(covariance)
    strength, vectors = linalg.eigh(covariance, subset_by_index=(size - count, size - 1))
    # The sign of an eigenvector is arbitrary: fixed, so that every machine gets the same space.
    vectors = vectors[:, ::-1]
    vectors *= np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(count)])
    factor = np.sqrt(square / max(float(strength.sum()), 1e-12)) if varies.any() else 0.0
    return DensePart(mean.astype(np.float32), scale.astype(np.float32), (vectors * factor).astype(np.float32))


def _median(values: npt.NDArray[np.float64]) -> float:
    return float(np.median(values)) if len(values) else 0.0


def _fit_sparse(
    raw: sparse.csr_matrix, groups: npt.NDArray[np.int32], limit: int, square: float, rng: np.random.Generator
) -> SparsePart:
    rows = max(2, min(SPARSE_ROWS, int(SPARSE_ENTRIES / max(raw.nnz / raw.shape[0], 1))))
    if raw.shape[0] > rows:
        raw = raw[np.sort(rng.choice(raw.shape[0], rows, replace=False))]
    frequency = np.bincount(raw.indices, minlength=raw.shape[1])
    columns = np.flatnonzero(frequency >= min(2, raw.shape[0]))
    if len(columns) > SPARSE_COLUMNS:
        columns = np.sort(columns[np.argsort(-frequency[columns], kind="stable")[:SPARSE_COLUMNS]])
    if not len(columns):
        columns = np.zeros(1, np.int64)
    idf = 1 + np.log((1 + raw.shape[0]) / (1 + frequency[columns]))
    length = np.array(np.sqrt(square), np.float32)
    draft = SparsePart(
        columns.astype(np.int32),
        groups[columns],
        idf.astype(np.float32),
        np.zeros((len(columns), 1), np.float32),
        length,
    )
    weighted = draft.weighted(raw)
    count = max(1, min(limit, SPARSE_DIMENSIONS, *weighted.shape))
    strength, vectors = randomized_svd(weighted, count, int(rng.integers(2**31)))
    vectors = np.where(strength[:, None] > 1e-6 * strength[:1], vectors, 0)
    return SparsePart(draft.columns, draft.groups, draft.idf, vectors.T.astype(np.float32, order="C"), length)
