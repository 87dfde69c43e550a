"""A trained model and its space as plain arrays by name, and back; nothing is pickled, everything is checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.learn.linear import Linear
from desktop_al.learn.model_kinds import Bayes, Fitted, Forest, Neighbours
from desktop_al.learn.models import Model
from desktop_al.learn.space import MAX_DIMENSIONS, DensePart, Part, Space, SparsePart
from desktop_al.learn.trees import Trees, trees_of

AnyArray = npt.NDArray[Any]
#: Type of an array, and its axes: a letter stands for a length that is the same wherever the letter comes again.
Spec = tuple[str, tuple[str, ...]]

_LINEAR: dict[str, Spec] = {"coefficients": ("<f4", ("k", "d")), "intercept": ("<f4", ("k",))}
_BAYES: dict[str, Spec] = {
    "origin": ("<f4", ("d",)),
    "mean": ("<f4", ("k", "d")),
    "variance": ("<f4", ("k", "d")),
    "log_prior": ("<f4", ("k",)),
}
_NEIGHBOURS: dict[str, Spec] = {"rows": ("<f4", ("m", "d")), "code": ("<i4", ("m",)), "weights": ("<f4", ("m",))}
_TREES: dict[str, Spec] = {
    "starts": ("<i4", ("t",)),
    "feature": ("<i4", ("s",)),
    "threshold": ("<f8", ("s",)),
    "left": ("<i4", ("s",)),
    "right": ("<i4", ("s",)),
    "value": ("<f4", ("s", "k")),
}
#: The forms a fitted model can have, and its arrays in each: k classes seen, d dimensions of the space.
FORMS: dict[str, dict[str, Spec]] = {
    "linear": _LINEAR,
    "bayes": _BAYES,
    "neighbours": _NEIGHBOURS,
    "trees": _TREES,
}
#: The parts of a space: c columns of features, of a sparse one q are kept.
PARTS: dict[str, dict[str, Spec]] = {
    "dense": {"mean": ("<f4", ("c",)), "scale": ("<f4", ("c",)), "components": ("<f4", ("c", "e"))},
    "sparse": {
        "columns": ("<i4", ("q",)),
        "groups": ("<i4", ("q",)),
        "idf": ("<f4", ("q",)),
        "components": ("<f4", ("q", "e")),
        "length": ("<f4", ()),
    },
}
_CLASSES: Spec = ("<i4", ("k",))

#: ``read(name, dtype, shape)`` gives an array of a file, None in ``shape`` being any length.
Read = Callable[[str, str, tuple[int | None, ...]], AnyArray]


@dataclass(frozen=True, slots=True)
class Outline:
    """What has to be known beside the arrays. ``parts``: of each part of the space its form, the columns of its
    features and how many groups these form."""

    form: str
    n_classes: int
    temperature: float
    labels: int
    penalty_c: float
    parts: tuple[tuple[str, int, int], ...]


def form_of(model: Model) -> str:
    """The row of ``FORMS`` that a model is kept in."""
    kinds: tuple[tuple[type, str], ...] = ((Linear, "linear"), (Bayes, "bayes"), (Neighbours, "neighbours"))
    return next((form for kind, form in kinds if isinstance(model.fitted, kind)), "trees")


def stored(model: Model) -> Model:
    """The model as it comes back from its arrays."""
    return replace(model, fitted=trees_of(model.fitted)) if isinstance(model.fitted, Forest) else model


def arrays_of(model: Model, space: Space) -> dict[str, AnyArray]:
    """Of a ``stored`` model: its arrays by name, in the types of ``FORMS`` and ``PARTS``."""
    found = {"classes": np.asarray(model.classes, "<i4")}
    for name, (dtype, _) in FORMS[form_of(model)].items():
        found[f"model.{name}"] = np.asarray(getattr(model.fitted, name), dtype)
    for at, part in enumerate(space.parts):
        form = part_form(part)
        for name, (dtype, _) in PARTS[form].items():
            found[f"space.{at}.{name}"] = np.asarray(getattr(part, name), dtype)
    return {name: np.ascontiguousarray(array) if array.ndim else array for name, array in found.items()}


def part_form(part: Part) -> str:
    return "sparse" if isinstance(part, SparsePart) else "dense"


def model_from(outline: Outline, read: Read) -> tuple[Model, Space]:
    """The model and the space of ``arrays_of``.

    Raises:
        BadArgument: arrays that do not fit together or hold what no model has; and whatever ``read`` raises.
    """
    parts = tuple(_part(at, form, columns, groups, read) for at, (form, columns, groups) in enumerate(outline.parts))
    space = Space(parts)
    _need(0 < space.dimensions <= MAX_DIMENSIONS, "its space has too many dimensions")
    lengths: dict[str, int] = {"d": space.dimensions}
    classes = _read(read, "classes", _CLASSES, lengths).astype(np.intp)
    _need(bool((np.diff(classes) > 0).all()) and len(classes) > 0, "its classes are out of order")
    _need(int(classes[0]) >= 0 and int(classes[-1]) < outline.n_classes, "it knows a class that is not named")
    _need(outline.form in FORMS, "it is of an unknown form")
    given = {n: _read(read, f"model.{n}", spec, lengths) for n, spec in FORMS[outline.form].items()}
    fitted = _FITTED[outline.form](classes, given, outline.penalty_c, space.dimensions)
    _need(0.01 <= outline.temperature <= 100 and outline.labels >= 0, "its calibration is no number that can be meant")
    return Model(fitted, outline.n_classes, outline.temperature, outline.labels), space


def _read(read: Read, name: str, spec: Spec, lengths: dict[str, int]) -> AnyArray:
    dtype, axes = spec
    array = read(name, dtype, tuple(lengths.get(axis) for axis in axes))
    lengths.update(zip(axes, array.shape, strict=True))
    _need(bool(np.isfinite(array).all()), "it holds values that are not numbers")
    return array


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise BadArgument(f"The model cannot be used: {what}.")


def _part(at: int, form: str, columns: int, groups: int, read: Read) -> Part:
    _need(form in PARTS, "its space is of an unknown form")
    lengths = {"c": columns}
    given = {n: _read(read, f"space.{at}.{n}", spec, lengths) for n, spec in PARTS[form].items()}
    if form == "dense":
        return DensePart(**given)
    inside = len(given["columns"]) > 0 and given["columns"].min() >= 0 and given["columns"].max() < columns
    _need(bool(inside), "its space names columns that there are not")
    _need(bool(given["groups"].min() >= 0 and given["groups"].max() < groups), "its columns are of no group")
    return SparsePart(**given)


def _linear(classes: AnyArray, given: Mapping[str, AnyArray], penalty_c: float, _width: int) -> Fitted:
    return Linear(classes, given["coefficients"], given["intercept"], penalty_c)


def _bayes(classes: AnyArray, given: Mapping[str, AnyArray], _penalty_c: float, _width: int) -> Fitted:
    _need(bool((given["variance"] > 0).all()), "it has a variance that is not above 0")
    return Bayes(classes, **given)


def _neighbours(classes: AnyArray, given: Mapping[str, AnyArray], _penalty_c: float, _width: int) -> Fitted:
    code = given["code"].astype(np.intp)
    _need(len(code) > 0 and code.min() >= 0 and bool(code.max() < len(classes)), "a row of it is of no class")
    _need(bool((given["weights"] >= 0).all()), "it has a weight below 0")
    return Neighbours(classes, given["rows"], code, given["weights"])


def _trees(classes: AnyArray, given: Mapping[str, AnyArray], _penalty_c: float, width: int) -> Fitted:
    found = Trees(classes, **given)
    _need(found.is_sound(width), "its trees lead nowhere")
    return found


_FITTED: dict[str, Callable[[AnyArray, Mapping[str, AnyArray], float, int], Fitted]] = {
    "linear": _linear,
    "bayes": _bayes,
    "neighbours": _neighbours,
    "trees": _trees,
}
