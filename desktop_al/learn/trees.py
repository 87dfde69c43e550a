"""A random forest as plain arrays: what the library's own objects can only keep by pickling."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_al.learn.model_kinds import TREES, Forest

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]
Places = npt.NDArray[np.int32]

#: Rows that walk down a tree together.
_ROWS = 4_096


@dataclass(frozen=True, slots=True)
class Trees:
    """``starts`` (t + 1,): where each tree's nodes begin, the first one its root. Of each node (s,): ``feature``, -1 at
    a leaf; a row goes ``left`` where its feature is at most ``threshold``, else ``right`` (nodes counted through all
    trees, always later ones than their parent); ``value`` (s, k): the share of each class there."""

    classes: Indices
    starts: Places
    feature: Places
    threshold: npt.NDArray[np.float64]
    left: Places
    right: Places
    value: Floats

    def logits(self, features: Floats) -> Floats:
        """As ``Forest.logits``."""
        result = np.empty((len(features), len(self.classes)), np.float32)
        for first in range(0, len(features), _ROWS):
            rows = features[first : first + _ROWS]
            share = np.zeros((len(rows), len(self.classes)))
            for root in self.starts[:-1].tolist():
                share += self.value[self._leaf(rows, root)]
            share /= len(self.starts) - 1
            result[first : first + _ROWS] = np.log(share + 1 / (TREES * len(self.classes)))
        return result

    def _leaf(self, rows: Floats, root: int) -> Places:
        at = np.full(len(rows), root, np.int32)
        walking = np.flatnonzero(self.feature[at] >= 0)
        while len(walking):
            node = at[walking]
            goes_left = rows[walking, self.feature[node]] <= self.threshold[node]
            at[walking] = np.where(goes_left, self.left[node], self.right[node])
            walking = walking[self.feature[at[walking]] >= 0]
        return at

    def is_sound(self, width: int) -> bool:
        """Whether every walk ends at a leaf, for rows of ``width`` columns; the shapes fit already."""
        nodes, starts = len(self.feature), self.starts.astype(np.int64)
        if len(starts) < 2 or starts[0] != 0 or starts[-1] != nodes or (np.diff(starts) < 1).any():
            return False
        end = np.repeat(starts[1:], np.diff(starts))
        inner = np.flatnonzero(self.feature >= 0)
        children = (self.left[inner], self.right[inner])
        onward = all((inner < child).all() and (child < end[inner]).all() for child in children)
        shares = (self.value >= 0).all() and bool((self.value <= 1.001).all())
        return onward and bool(shares) and bool((self.feature < width).all()) and bool((self.feature >= -1).all())


def trees_of(forest: Forest) -> Trees:
    """The same forest as arrays."""
    feature, threshold, left, right, value, starts = [], [], [], [], [], [0]
    for part in forest.trees:
        for one in part.estimators_:
            tree, start = one.tree_, starts[-1]
            leaf = tree.children_left < 0
            feature.append(np.where(leaf, -1, tree.feature).astype(np.int32))
            threshold.append(np.where(leaf, 0.0, tree.threshold))
            left.append(np.where(leaf, 0, tree.children_left + start).astype(np.int32))
            right.append(np.where(leaf, 0, tree.children_right + start).astype(np.int32))
            shares = tree.value[:, 0, :]
            value.append((shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-300)).astype(np.float32))
            starts.append(start + tree.node_count)
    return Trees(
        forest.classes,
        np.array(starts, np.int32),
        np.concatenate(feature),
        np.concatenate(threshold).astype(np.float64),
        np.concatenate(left),
        np.concatenate(right),
        np.concatenate(value),
    )
