"""Models as plain arrays: the same answers as before, and nothing believed that a file says."""

import io
import zipfile

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.learn.model_arrays import Outline, arrays_of, form_of, model_from, part_form, stored
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.models import train
from desktop_al.learn.space import fit_space
from desktop_al.learn.steps import finish

COLUMNS = 12


def fitted(kind: str, rows: int = 90):
    rng = np.random.default_rng(3)
    labels = np.arange(rows) % 3
    raw = rng.normal(size=(rows, COLUMNS)).astype(np.float32)
    raw[:, :3] += 2 * np.eye(3, dtype=np.float32)[labels]
    space = fit_space(raw, 0)
    # The second of four classes has no label.
    classes = np.array([0, 2, 3])[labels]
    model = finish(train(space.transform(raw), classes, 4, np.empty(0, np.intp), 5, kind)).model
    return model, space, raw


def outline_of(model, space, **more) -> Outline:
    parts = tuple((part_form(part), COLUMNS, 1) for part in space.parts)
    given = {"form": form_of(model), "n_classes": 4, "temperature": model.temperature, "labels": model.labels}
    return Outline(**(given | {"penalty_c": 1.0, "parts": parts} | more))


def reader(arrays):
    def read(name, dtype, shape):
        array = arrays[name]
        if array.dtype != np.dtype(dtype) or len(array.shape) != len(shape):
            raise ValueError(name)
        if any(wanted not in (None, there) for wanted, there in zip(shape, array.shape)):
            raise ValueError(name)
        return array

    return read


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_what_comes_back_says_the_same(kind: str) -> None:
    model, space, raw = fitted(kind)
    kept = stored(model)
    file = io.BytesIO()
    np.savez(file, **arrays_of(kept, space))
    with zipfile.ZipFile(file) as archive:
        assert all(entry.filename.endswith(".npy") for entry in archive.infolist())
    file.seek(0)
    arrays = dict(np.load(file, allow_pickle=False))
    again, space_again = model_from(outline_of(kept, space), reader(arrays))
    before = model.probabilities(space.transform(raw))
    after = again.probabilities(space_again.transform(raw))
    assert before.shape == (90, 4)
    np.testing.assert_allclose(after, before, atol=1e-6, rtol=0)
    assert np.array_equal(after, kept.probabilities(space.transform(raw)))
    assert (before[:, 1] < before.max(axis=1)).all()


@pytest.mark.parametrize(
    ("kind", "name", "change"),
    [
        ("logistic", "model.coefficients", lambda a: a * np.nan),
        ("logistic", "classes", lambda a: a[::-1].copy()),
        ("logistic", "classes", lambda a: a + 2),
        ("logistic", "classes", lambda a: a - 1),
        ("logistic", "model.intercept", lambda a: a[:2]),
        ("logistic", "space.0.components", lambda a: a[:, :3].copy()),
        ("logistic", "space.0.mean", lambda a: a.astype(np.float64)),
        ("bayes", "model.variance", lambda a: a * 0),
        ("neighbours", "model.code", lambda a: a + 2),
        ("neighbours", "model.weights", lambda a: a - 5),
        ("forest", "model.left", lambda a: a * 0),
        ("forest", "model.right", lambda a: a + 10**6),
        ("forest", "model.feature", lambda a: a + 10**6),
        ("forest", "model.starts", lambda a: a[::-1].copy()),
        ("forest", "model.value", lambda a: a + 7),
    ],
)
def test_arrays_that_no_model_has_are_refused(kind: str, name: str, change) -> None:
    model, space, _ = fitted(kind)
    kept = stored(model)
    arrays = arrays_of(kept, space)
    arrays[name] = change(arrays[name])
    with pytest.raises((BadArgument, ValueError)):
        model_from(outline_of(kept, space), reader(arrays))


def test_an_outline_that_no_model_has_is_refused() -> None:
    model, space, _ = fitted("logistic")
    arrays = arrays_of(model, space)
    for more in ({"temperature": 0.0}, {"form": "pickle"}, {"labels": -1}, {"parts": ()}, {"n_classes": 2}):
        with pytest.raises(BadArgument):
            model_from(outline_of(model, space, **more), reader(arrays))
