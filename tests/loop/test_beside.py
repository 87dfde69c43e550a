"""What stands beside the sample, from the real worker: closest labelled samples, evidence, votes, whose turn it is."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from desktop_al.core import events as ev
from desktop_al.loop import beside as beside_module
from desktop_al.loop.beside import SHOWN, Beside
from desktop_al.loop.beside_messages import ClosestRequest
from desktop_al.loop.beside_screen import Heat, Unexplained
from desktop_al.loop.beside_words import agreement_words, heat_words, where_words
from desktop_al.loop.beside_work import NO_MODEL, BesideWork
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.screen import Evidence
from desktop_al.loop.turns import AT_ONCE, Turns
from desktop_al.store.project_file import close_file, open_project, read_body
from tests.leaks import watched
from tests.loop.desk import Desk, make, make_texts, truth


class Side:
    """An open project with what stands beside it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.changes = 0
        self.beside = Beside(desk.project, desk.work.put, self._changed)

    def _changed(self) -> None:
        self.changes += 1

    def to_arm(self, arm: str) -> object:
        """Answer until a sample of this arm is on screen."""
        for _ in range(40):
            current = self.desk.project.serving.current
            self.desk.ready()
            if current is not None and current.arm == arm and not current.visiting:
                return self.desk.project.serving.current
            self.desk.label()
        raise AssertionError(f"no sample of the arm {arm}")

    def closest(self) -> object:
        """Wait for the closest samples of what is on screen, with all that is read of them."""

        def there() -> bool:
            self.beside.follow()
            found = self.beside.closest()
            is_text = found is not None and found.is_text
            return found is not None and all(s.excerpt if is_text else s.picture is not None for s in found.samples)

        self.desk.until(there)
        return self.beside.closest()

    def explained(self, votes: bool = False) -> tuple[object, object]:
        """Wait for the first evidence, or for the votes, which come last."""

        def there() -> bool:
            self.beside.explain(True)
            return (self.beside.votes() if votes else self.beside.evidence()) is not None

        self.desk.until(there)
        if votes:
            # They are the last part: what is still to come is the end of the job.
            self.desk.until(lambda: not self.desk.project.learning.working_on("view"))
        return self.beside.evidence(), self.beside.votes()


def learned(desk: Desk) -> None:
    """Label until the model is better than guessing."""
    desk.read()
    for _ in range(60):
        learning = desk.project.learning
        if learning.result is not None and learning.result.skilled and learning.result.labelled >= 20:
            return
        desk.label()
        if len(desk.project.history_rows()) % 10 == 0:
            desk.round()
    raise AssertionError("the model learned nothing")


@pytest.fixture(scope="module", autouse=True)
def nothing_left_running() -> Iterator[None]:
    """For the module as a whole: one project is open in most of it."""
    yield from watched()


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Side]:
    place = tmp_path_factory.mktemp("beside")
    path = make(place, make_texts(place / "s", 160))
    with Desk(path) as desk:
        learned(desk)
        side = Side(desk)
        yield side
        side.beside.close()


def test_the_closest_are_labelled_ones_of_its_kind_and_not_itself(texts: Side):
    current = texts.to_arm("shown")
    found = texts.closest()
    project = texts.desk.project
    assert found.key == current.key
    assert (found.title, found.is_text, len(found.samples)) == ("Closest texts you labelled", True, SHOWN)
    own = truth(project.pool.name(current.place))
    assert [s.answer.text for s in found.samples] == [own] * SHOWN, "the two kinds share no word"
    for sample in found.samples:
        assert sample.place != current.place
        assert sample.place in project.answers.labels
        assert (sample.name, sample.answer.text) == (project.pool.title(sample.place), truth(sample.name))
        assert sample.excerpt.split()[0] == str(int("".join(filter(str.isdigit, sample.name))))
    assert texts.beside.closest() is found, "what is on screen stays"


def test_they_are_there_when_the_next_sample_appears(texts: Side):
    texts.to_arm("shown")
    texts.closest()
    for _ in range(12):
        texts.desk.until(lambda: not texts.desk.project.learning.working_on("closest"))
        last = texts.desk.project.serving.current.place
        texts.desk.label()
        current = texts.desk.project.serving.current
        if current.arm == "shown":
            break
        texts.beside.follow()
    assert current.place != last
    found = texts.beside.closest()
    assert found is not None, "it was asked for before the sample was on screen"
    assert found.key == current.key


def test_a_withheld_suggestion_shows_nothing_of_it(texts: Side):
    texts.to_arm("withheld")
    texts.beside.follow()
    texts.desk.until(lambda: not texts.desk.project.learning.working_on("closest"))
    assert texts.beside.closest() is None
    texts.beside.explain(True)
    assert (texts.beside.evidence(), texts.beside.votes()) == (None, None)
    assert not texts.desk.project.learning.working_on("view")


def test_a_label_that_was_taken_back_is_shown_no_more(texts: Side):
    current = texts.to_arm("shown")
    gone = texts.closest().samples[0]
    project = texts.desk.project
    project.serving.visit(gone.place)
    texts.desk.ready()
    assert project.unsure()
    assert gone.place not in project.answers.labels
    project.serving.return_to(current.place)
    texts.desk.until(lambda: project.serving.current.offer is not None)
    found = texts.closest()
    assert found.key == project.serving.current.key != current.key
    assert gone.place not in [sample.place for sample in found.samples]
    project.serving.visit(gone.place)
    texts.desk.label()
    project.serving.now()


def test_words_and_votes_explain_the_suggestion_and_stay_with_the_sample(texts: Side):
    current = texts.to_arm("shown")
    evidence, votes = texts.explained(votes=True)
    project = texts.desk.project
    suggested = project.classes[current.offer.suggested].name
    assert isinstance(evidence, Evidence)
    assert evidence.towards == suggested
    text = project.serving.shown().content.text
    assert all(0 <= start < end <= len(text) for start, end, _ in evidence.spans)
    assert votes.votes[0].model == "Logistic regression"
    assert len(votes.votes) == 5
    assert sum(vote.share for vote in votes.votes) == pytest.approx(1, abs=1e-6)
    assert {vote.name for vote in votes.votes} <= {"A", "B"}
    assert votes.words.endswith(".")
    # Off and on again: nothing is worked out twice.
    texts.beside.explain(False)
    texts.beside.explain(True)
    assert texts.beside.votes() is votes
    assert not project.learning.working_on("view")
    # The sample goes: so does what belongs to it, and what comes late is dropped.
    texts.desk.label()
    assert (texts.beside.evidence(), texts.beside.votes()) == (None, None)
    texts.to_arm("shown")
    texts.beside.explain(True)
    texts.desk.label()
    texts.desk.pump()
    assert texts.beside.evidence() is None


def test_the_annotation_tells_what_was_looked_at(texts: Side):
    texts.to_arm("shown")
    project = texts.desk.project
    project.note("evidence")
    project.saw("closest", 4)
    project.saw("closest", 4)
    project.saw("votes", 1)
    texts.desk.label()
    newest = project.state.newest_answers(1)[0]
    assert project.record.drain(30)
    file = open_project(project.path, look_only=True)
    try:
        body = ev.decode_body(read_body(file.connection, newest)[1])
    finally:
        close_file(file)
    assert body["seen"] == {"evidence": 1, "closest": 4, "votes": 1}
    assert project.answering.seen == {}, "the next sample begins anew"


def test_a_worker_that_died_is_told_all_labels_again_in_pieces(texts: Side, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(beside_module, "_TOLD_AT_ONCE", 7)
    texts.to_arm("shown")
    learning = texts.desk.project.learning
    before, rounds = learning.worker_pid, learning.rounds
    texts.desk.ticking = False
    psutil.Process(before).kill()
    texts.desk.until(lambda: learning.worker_pid != before and learning.extracting)
    # It has no model yet; with the next round comes what there was none of.
    assert texts.explained()[0] == Unexplained(NO_MODEL)
    texts.desk.ticking = True
    texts.desk.until(lambda: learning.rounds > rounds)
    texts.desk.until(lambda: isinstance(texts.explained()[0], Evidence))
    texts.to_arm("shown")
    found = texts.closest()
    assert len(found.samples) == SHOWN
    # While a round is trained, too, a view gets its turn, and the round its own.
    rounds = learning.rounds
    learning.forget_ranking()
    texts.desk.project.tick()
    assert isinstance(texts.explained()[0], Evidence)
    texts.desk.until(lambda: learning.rounds > rounds)


def test_who_works_blind_is_asked_for_nothing(texts: Side):
    project = texts.desk.project
    # Nothing that was asked for before is still under way.
    texts.desk.until(lambda: not project.learning.working_on("closest"))
    project.choose("suggestions", "hidden")
    fresh = Side(texts.desk)
    try:
        texts.desk.label()
        fresh.beside.follow()
        assert not project.learning.working_on("closest")
        assert fresh.beside.closest() is None
    finally:
        fresh.beside.close()
        project.choose("suggestions", "shown")


def test_a_label_of_a_class_that_is_no_longer_offered_keeps_its_name(texts: Side):
    texts.to_arm("shown")
    project = texts.desk.project
    places = [sample.place for sample in texts.closest().samples]
    third = project.editing.add("Third")
    project.edited()
    assert project.relabel(places, ev.label_answer([third])) == ""
    project.editing.retire(third)
    project.edited()
    texts.desk.until(lambda: project.serving.current.offer is not None)
    shown = {sample.place: sample.answer.text for sample in texts.closest().samples}
    assert set(shown) & set(places)
    assert {shown[place] for place in shown if place in places} == {"Third"}
    for _ in range(3):
        project.undo()
    assert [c.name for c in project.state.classes()] == ["A", "B"]
    project.serving.now()


# -- images ----------------------------------------------------------------------------------------------


def make_images(folder: Path, count: int) -> Path:
    """A: a ring at the left, B: a cross there; noise and a bright bar at the right of both."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    for number in range(count):
        image = rng.integers(90, 130, (64, 96)).astype(np.uint8)
        x, y = 24 + int(rng.integers(-3, 4)), 32 + int(rng.integers(-3, 4))
        if number % 2:
            cv2.line(image, (x - 12, y - 12), (x + 12, y + 12), 250, 4)
            cv2.line(image, (x - 12, y + 12), (x + 12, y - 12), 250, 4)
        else:
            cv2.circle(image, (x, y), 13, 250, 4)
        image[:, 78 + int(rng.integers(0, 8)) :] = 220
        cv2.imwrite(str(folder / f"t{number:03d}.png"), image)
    return folder


def test_the_regions_of_an_image_point_to_what_tells_the_classes_apart(tmp_path: Path):
    path = tmp_path / "p.dal"
    folder = make_images(tmp_path / "s", 60)
    # A copy, byte for byte, of another image is not close to it, but the same.
    (folder / "t900.png").write_bytes((folder / "t000.png").read_bytes())
    create_project(NewProject(path, folder, ("A", "B"), "ann", kind="image", seed=3), tmp_path / "home")
    with Desk(path) as desk:
        learned(desk)
        side = Side(desk)
        side.to_arm("shown")
        found = side.closest()
        assert found.title == "Closest images you labelled"
        assert all(s.picture.shape[2] == 3 and max(s.picture.shape) <= 160 for s in found.samples)
        heat, _ = side.explained()
        assert isinstance(heat, Heat)
        assert heat.strength.max() == 255
        half = heat.strength.shape[1] // 2
        assert heat.strength[:, :half].sum() > 2 * heat.strength[:, half:].sum(), "the bar says nothing"
        assert heat.towards
        assert all(0 <= value <= 1 for line in (*heat.towards, *heat.away) for point in line for value in point)
        assert heat.words.startswith(("Towards A: mostly the", "Towards B: mostly the"))
        # The file went away meanwhile: it is said why there is nothing, and the worker lives.
        desk.label()
        current = side.to_arm("shown")
        (folder / desk.project.pool.name(current.place)).unlink()
        side.beside.explain(True)
        desk.until(lambda: side.beside.evidence() is not None)
        assert side.beside.evidence() == Unexplained("This sample could not be read for learning.")
        side.beside.close()


# -- without a worker ------------------------------------------------------------------------------------


def request(number: int, since: int, added: tuple[int, ...] = (), removed: tuple[int, ...] = ()) -> ClosestRequest:
    return ClosestRequest(number, since, np.array(added, np.int32), np.array(removed, np.int32), ((0, ()),), 4)


def ended(steps: Iterator[object]) -> object:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_a_worker_that_missed_a_request_says_so():
    work = BesideWork()

    def ask(asked: ClosestRequest) -> object:
        return ended(work.closest(asked, lambda: None, []))

    assert ask(request(7, 6, (1,))).lost, "it was started anew and knows nothing"
    # Dropped before its first step it is taken in all the same.
    work.closest(request(1, -1, (1, 2)), lambda: None, [])
    assert not ask(request(2, 1, (3,), (1,))).lost
    assert work._labelled == {2, 3}
    assert ask(request(4, 3, (5,))).lost
    assert not ask(request(1, -1, (9,))).lost
    assert work._labelled == {9}
    assert ask(request(2, 1)).found == {}, "there was no round yet"


def test_long_views_share_the_time_with_a_round_half_and_half():
    turns, spent = Turns(), {"view": 0.0, "round": 0.0, "features": 0.0}
    for _ in range(400):
        purpose = turns.choose(spent)
        seconds = 0.1 if purpose == "view" else 0.3
        spent[purpose] += seconds
        turns.took(purpose, seconds, tuple(spent))
    assert spent["round"] == pytest.approx(spent["view"], rel=0.05)
    assert spent["features"] == 0.0


def test_what_is_there_at_once_comes_first():
    turns = Turns()
    assert turns.choose(("round", "closest")) == "closest"
    turns.took("closest", 0.01, ("round", "closest"))
    assert turns.choose(("features", "round", "closest", "view")) == "view"
    turns.took("view", AT_ONCE, ("view", "round"))
    assert turns.choose(("view", "closest", "round")) == "round"
    assert turns.choose(("view", "closest")) == "view", "nothing waits for it"
    turns.took("view", 100.0, ("view", "closest"))
    turns.took("round", AT_ONCE, ("view", "round"))
    assert turns.choose(("view", "round")) == "view", "time in which nothing waited is not paid back"


def test_where_a_map_is_strongest_in_words():
    def at(rows: slice, columns: slice) -> str:
        effect = np.full((8, 8), -0.1, np.float32)
        effect[rows, columns] = 1
        return where_words(effect)

    assert at(slice(0, 2), slice(0, 2)) == "mostly the upper left"
    assert at(slice(3, 5), slice(3, 5)) == "mostly the centre"
    assert at(slice(6, 8), slice(3, 5)) == "mostly the lower middle"
    assert at(slice(0, 8), slice(6, 8)) == "mostly the right half"
    assert at(slice(0, 8), slice(0, 8)) == "spread over the image"
    assert where_words(np.full((8, 8), -1, np.float32)) == "nowhere in particular"
    effect = np.zeros((8, 8), np.float32)
    effect[0, 0] = 1
    words = "Towards Mild: mostly the upper left. Covering a part takes 80 % down to 31 %."
    assert heat_words("Mild", effect, 0.8, 0.31) == words
    assert heat_words("Mild", effect, 0.8, 0.799).endswith("No single part decides.")


def test_how_far_a_committee_agrees_in_words():
    assert agreement_words(["A"] * 5, "A") == "All 5 say A."
    assert agreement_words(["A", "A", "B", "A", "B"], "A") == "2 of 5 say B."
    assert agreement_words(["A", "A", "B", "A", "C"], "A") == "1 of 5 says B, 1 C."
    assert agreement_words(["B", "B", "B"], "A") == "All 3 say B."
    assert agreement_words(["B"], "A") == "It says B."
