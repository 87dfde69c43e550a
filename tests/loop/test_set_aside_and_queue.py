"""What is set aside, copies and the network, against what the queue and the rounds promise."""

from pathlib import Path

import cv2
import numpy as np

from desktop_al.core import events as ev
from desktop_al.learn.steps import finish
from desktop_al.loop.feature_table import FeatureTable
from desktop_al.loop.features import Features, Layer
from desktop_al.loop.messages import AsidePart, FeaturesPart, FeaturesRequest, RoundRequest, ScanRequest, Setup
from desktop_al.loop.plan import plan_of
from desktop_al.loop.pool import COPY
from desktop_al.loop.support import _settings
from desktop_al.loop.workshop import Workshop
from desktop_al.store.cache import Cache
from desktop_al.store.project_file import SampleRow
from tests.learn.test_own_network import FLOAT, model, node, value
from tests.loop.desk import Desk, make, make_texts


def aside(places: list[int]) -> AsidePart:
    """As the worker tells that these are empty texts."""
    count = len(places)
    kinds = np.full(count, 6, np.int8)
    return AsidePart(np.array(places, np.int32), kinds, np.full(count, -1, np.int32), {})


def test_the_two_that_are_next_stay_when_they_are_set_aside(tmp_path: Path) -> None:
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 30)), ticking=False) as desk:
        project = desk.read().project
        desk.until(lambda: project.learning.aside is not None)
        desk.ready()
        on_screen, held = project.serving.current.place, project.serving.held()
        later = [i for i in range(len(project.pool)) if i not in (on_screen, *held)][:20]
        project.learning._features_part(aside([on_screen, *held, *later]))
        assert set(project.pool.aside) == {on_screen, *held, *later}
        asked = []
        while desk.ready():
            asked.append(project.serving.current.place)
            desk.label()
        assert asked[:3] == [on_screen, *held]
        assert set(asked[3:]).isdisjoint(later), "what is not announced yet is left out"
        assert len(asked) == 10


def test_one_of_equal_samples_is_asked_also_after_a_second_opening(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 12)
    for number in range(12):
        (folder / f"t{number:03d}-again.txt").write_bytes((folder / f"t{number:03d}.txt").read_bytes())
    path = make(tmp_path, folder)
    for _ in range(2):
        with Desk(path, ticking=False) as desk:
            desk.read()
            desk.until(lambda: desk.project.learning.aside is not None)
            pool = desk.project.pool
            assert COPY in pool.aside.values()
            left = {pool.rows[i].digest for i in range(len(pool)) if pool.usable(i)}
            assert len(left) == 12, "each content once"
            assert sum(pool.usable(i) for i in range(len(pool))) == 12
            assert pool.passed_over() == {i for i in range(len(pool)) if not pool.usable(i)}


def test_of_near_copies_the_one_that_is_answered_stays(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 6)
    words = " ".join(f"word{number}" for number in range(60))
    for number in range(6):
        (folder / f"same-{number}.txt").write_text(words + " " * number, "utf-8")
    path = make(tmp_path, folder)
    for name in ("same-1.txt", "same-4.txt"):
        with Desk(path, ticking=False) as desk:
            desk.read()
            desk.until(lambda: desk.project.learning.aside is not None)
            pool = desk.project.pool
            place = desk.place("same-1.txt")
            if name == "same-1.txt":
                # Brought to the screen from the list of samples.
                desk.project.serving.visit(place)
                desk.label("A")
                continue
            near = [i for i in range(len(pool)) if pool.name(i).startswith("same")]
            assert {i for i, kind in pool.aside.items() if kind == COPY} == {i for i in near if i != place}
            assert {pool.copy_of[i] for i in near if i != place} == {place}


def test_a_round_is_due_when_the_network_has_seen_all(tmp_path: Path) -> None:
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 30))) as desk:
        learning = desk.read().round().project.learning
        desk.ticking = False
        desk.until(lambda: not learning.training)
        assert not learning.due(10.0)
        # Nothing was lacking: nothing new to learn from.
        for done, due in ((30, False), (0, True)):
            learning._features_part(FeaturesPart((), (), done, 30, 1))
            learning._features_part(FeaturesPart((), (), 30, 30, 1))
            learning._features_done(None)
            assert learning.due(10.0) is due


def test_numbers_that_cannot_be_meant_are_passed_over(tmp_path: Path) -> None:
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 3))) as desk:
        project = desk.project
        usual = project.planning.plan()
        for value in (10**400, "1", True, [1], {"a": 1}, -1e300):
            body = {"aside:copy": value, "aside:empty": value, "vote:forest": value}
            project._record.add(ev.PROJECT, body, "ann")
            assert plan_of(project.state, project.choices, "text") == usual
        project._record.add(ev.PROJECT, {"aside:copy": 0.01, "vote:forest": 1e6}, "ann")
        assert plan_of(project.state, project.choices, "text") == usual
        project._record.add(ev.PROJECT, {"aside:copy": None}, "ann")
        assert plan_of(project.state, project.choices, "text").likeness == 0


def test_a_strategy_that_nobody_knows_is_not_named_in_a_support_file() -> None:
    lines = _settings({"strategy": "Kim_Miller", "model": "kim"})
    assert not any("kim" in line.lower() for line in lines)


def test_rows_are_read_from_any_row_on(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "p.dal")
    table = FeatureTable(cache, "handmade", 1)
    raw = np.arange(50, dtype=np.float32)[:, None]
    for start, stop in ((0, 7), (7, 8), (8, 30), (30, 50)):
        keys = [bytes([at]) * 16 for at in range(start, stop)]
        table.add(keys, keys, raw[start:stop])
        table.flush()
    for opened in (table, FeatureTable(cache, "handmade", 1)):
        assert len(opened) == 50
        for first in range(51):
            found = [float(value) for _, block in opened.blocks(first) for value in block[:, 0]]
            assert found == list(range(first, 50))
        rows = [SampleRow(at, bytes([at]) * 16, "", -1, "image", 0, 0, 0, 0, None) for at in (49, 3, 60)]
        assert opened.rows_of(rows).tolist() == [49, 3, -1]
    cache.close()


def test_a_network_that_cannot_be_run_is_given_up_and_learning_goes_on(tmp_path: Path) -> None:
    # Flattened into one row: right for the single image that it is tried with, wrong for several.
    layers = node("Flatten", ["x"], ["y"], axis=0)
    shapes = value(11, "x", FLOAT, ["n", 3, 8, 8]), value(12, "y", FLOAT, ["n", "d"])
    (tmp_path / "own.onnx").write_bytes(model(layers, *shapes))
    root = tmp_path / "s"
    root.mkdir()
    rng = np.random.default_rng(0)
    for number in range(30):
        shade = rng.integers(0, 100, (20, 20, 3)) + 100 * (number % 2)
        cv2.imwrite(str(root / f"{number:02d}.png"), shade.astype(np.uint8))
    setup = Setup(str(root), str(tmp_path / "p.dal"), 1, 0.0, "image", "", str(tmp_path / "own.onnx"))
    workshop = Workshop(setup)
    for _ in workshop.start(ScanRequest(str(root))):
        pass
    places = np.arange(30, dtype=np.int32)
    parts = [part for part in workshop.start(FeaturesRequest(places)) if part is not None]
    assert any(isinstance(part, AsidePart) for part in parts)
    assert any(getattr(part, "stage", 0) == 1 for part in parts), "the network was tried"
    request = RoundRequest(
        1, places[:10], places[:10] % 2, 2, places[:0], "margin", 5, 0, np.ones(10, np.float32), places[:0]
    )
    result = finish(workshop.start(request))
    assert result.sources == ("handmade",)
    assert result.lacking.startswith("own.onnx gives ")
    assert len(result.order) == 20


def test_rows_of_two_layers_follow_a_sample_whose_content_changes(tmp_path: Path) -> None:
    features = Features(tmp_path / "p.dal", "image", 1)
    second = Layer(features.layers[0].source, FeatureTable(Cache(tmp_path / "p.dal"), "second", 1), 100)
    features.layers.append(second)
    rng = np.random.default_rng(0)
    keys = [bytes([at + 1]) * 16 for at in range(20)]
    width = sum(features.layers[0].source.blocks)
    for layer in features.layers:
        layer.table.add(keys, keys, rng.random((20, width)).astype(np.float32))
    features.flush()
    rows = [SampleRow(at, keys[at], "", -1, "image", 0, 0, 0, 0, keys[at]) for at in range(20)]

    def matrix() -> tuple[list[int], np.ndarray]:
        for _ in features.reduce(rows):
            pass
        places, table, row_of = features.matrix(rows, np.zeros(len(rows), np.bool_))
        assert row_of[places].tolist() == list(range(len(places)))
        return places.tolist(), table

    places, before = matrix()
    assert len(features.in_use) == 2
    assert places == list(range(20))
    # It holds now what another one holds.
    rows[3] = rows[3]._replace(digest=keys[7])
    places, after = matrix()
    assert np.array_equal(after[3], before[7])
    assert np.array_equal(np.delete(after, 3, 0), np.delete(before, 3, 0))
    # And now what nobody has computed yet.
    rows[3] = rows[3]._replace(digest=bytes([99]) * 16)
    assert matrix()[0] == [at for at in range(20) if at != 3]


def test_a_label_on_any_of_equal_samples_counts_and_the_one_to_be_asked_is_ranked(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 20)
    workshop = Workshop(Setup(str(folder), str(tmp_path / "p.dal"), 1, 0.0, "text"))
    for _ in workshop.start(ScanRequest(str(folder))):
        pass
    first = np.arange(20, dtype=np.int32)
    for _ in workshop.start(FeaturesRequest(first)):
        pass
    # Their features came from another computer, once for each content.
    equal = [row._replace(i=20 + row.i, id=bytes([row.i]) * 16) for row in workshop._rows]
    workshop.know(20, equal)
    again = first + 20
    for asked, left_out in ((first, again), (again, first)):
        # Six are labelled, two of them in both copies.
        places = np.concatenate((asked[:6], left_out[:2]))
        labels = np.array([0, 1, 0, 1, 0, 1, 0, 1], np.int32)
        excluded = np.concatenate((asked[:6], left_out))
        request = RoundRequest(
            1, places, labels, 2, excluded, "margin", 5, 0, np.ones(8, np.float32), places[:0]
        )  # fmt: skip
        result = finish(workshop.start(request))
        assert result.labelled == 6
        assert sorted(result.order.tolist()) == sorted(asked[6:].tolist())


def test_what_is_put_back_is_undone_as_one_step(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 30))
    with Desk(path, ticking=False) as desk:
        project = desk.read().project
        desk.until(lambda: project.learning.aside is not None)
        desk.label()
        on_screen = desk.ready()
        places = [i for i in range(30) if i not in project.answers.answered and project.pool.name(i) != on_screen][:20]
        project.learning._features_part(aside(places))
        project.keep(places[:3])
        project.keep(places[3:4])
        assert project.screen().undo_words == "1 sample put back"
        for left in (17, 20):
            assert project.undo()
            assert sum(map(project.pool.left_out, places)) == left
            assert desk.ready() == on_screen
        assert desk.flashed[-1] == "Undone: 3 samples put back."
        assert project.undo(), "the label before it"
        assert project.undo() is False
        for left in (20, 17, 16):
            assert project.redo()
            assert sum(map(project.pool.left_out, places)) == left
        assert desk.flashed[-1] == "Redone: 1 sample put back."
        project.keep(places[:1], False)
        assert project.screen().undo_words == "1 sample left out again"
    with Desk(path, ticking=False) as desk:
        pool = desk.read().project.pool
        assert len(pool.kept) == 3
        desk.project.undo()
        assert len(pool.kept) == 4, "also after the next opening"
