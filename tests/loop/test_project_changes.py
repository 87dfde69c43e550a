"""What changes an open project beside single answers: several at once, settings, names, the unsure ones, classes."""

import json
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, labels, make, make_texts


def places_of(desk: Desk, *names: str) -> list[int]:
    return [desk.place(name) for name in names]


def test_several_samples_are_answered_in_one_step(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 12))
    with Desk(path) as desk:
        desk.read()
        wanted = places_of(desk, "t001.txt", "t003.txt", "t005.txt")
        assert desk.project.relabel(wanted, ev.label_answer([desk.id("B")])) == ""
        assert [row.answer.text for row in desk.project.history_rows()] == ["B", "B", "B"]
        assert desk.project.relabel([wanted[0]], ev.UNSURE) == ""
        assert desk.project.history_rows()[0].answer.text == "Unsure"
        desk.project.undo()
        assert desk.project.history_rows()[0].answer.text == "B"
        assert desk.project.undo()
        assert desk.flashed[-1].startswith("Undone: 3 answers")
        assert desk.project.history_rows() == []
        assert desk.project.redo()
        assert len(desk.project.history_rows()) == 3
        served = desk.project.serving.current
        assert served is not None
        assert served.place not in wanted
    assert labels(path) == {"t001.txt": "B", "t003.txt": "B", "t005.txt": "B"}
    assert verify(path).ok


def test_the_sample_on_screen_goes_when_it_is_answered_elsewhere(tmp_path: Path) -> None:
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 6))) as desk:
        desk.read()
        current = desk.project.serving.current
        assert current is not None
        desk.project.relabel([current.place], ev.label_answer([desk.id("A")]))
        after = desk.project.serving.current
        assert after is not None
        assert after.place != current.place


def test_what_cannot_be_read_gets_no_label_but_can_be_left_out(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 4)
    (folder / "empty.txt").write_bytes(b"")
    with Desk(make(tmp_path, folder)) as desk:
        desk.read()
        both = places_of(desk, "t001.txt", "empty.txt")
        assert desk.project.relabel(both, ev.label_answer([desk.id("A")])) == "Left out: 1 cannot be read."
        assert len(desk.project.history_rows()) == 1
        assert desk.project.relabel([both[1]], ev.NOT_WORTH_PREFIX + "other") == ""
        assert desk.project.history_rows()[-1].answer.kind == "not_worth"


def test_a_label_given_before_anything_was_read_keeps_what_was_labelled(tmp_path: Path) -> None:
    """The content is known before the first annotation is written, also far from the queue."""
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 5))) as desk:
        desk.scanned()
        place = desk.place("t003.txt")
        desk.project.pool.rows[place] = desk.project.pool.rows[place]._replace(digest=None)
        desk.project.relabel([place], ev.label_answer([desk.id("B")]))
        assert desk.project.pool.rows[place].digest is not None


def test_settings_of_a_project_are_kept_in_it(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 30))
    with Desk(path) as desk:
        desk.read()
        desk.project.choose("strategy", "entropy")
        desk.project.choose("update_after", 25)
        desk.project.choose("update_after", 25)
        assert desk.project.learning is not None
        assert desk.project.learning.retrain_after == 25
        for name, value in (("strategy", "fastest"), ("update_after", 3), ("theme", "dark"), ("no", 1)):
            with pytest.raises(BadArgument):
                desk.project.choose(name, value)
        with Desk(path) as other, pytest.raises(BadArgument, match="look only"):
            other.project.choose("strategy", "margin")
        while len(desk.project.history_rows()) < 3:
            desk.label()
        desk.round()
        round_body = desk.project.state.read_body(desk.project.state.rounds[-1])
        assert round_body["strategy"] == "entropy"
    with Desk(path) as desk:
        chosen = {"strategy": "entropy", "update_after": 25, "suggestions": "shown", "model": "logistic", "wanted": ""}
        chosen |= {"repeat_share": 5, "learn_from": "majority", "withheld_share": 20, "copies_together": False}
        chosen |= {"batch_recheck": 10, "dicom_tags": "", "untrusted_folder": False}
        assert desk.project.choices == chosen
    changed = [e for e in desk.project.state._events.values() if e.kind == ev.PROJECT]
    assert len(changed) == 3


def test_hidden_suggestions_are_kept_as_withheld(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 80))
    with Desk(path) as desk:
        desk.read()

        def suggested() -> bool:
            sample = desk.project.screen().sample
            return sample is not None and sample.offer is not None

        for _ in range(50):
            if suggested():
                break
            desk.label()
            if len(desk.project.history_rows()) % 10 == 0:
                desk.round()
        assert suggested()
        desk.project.choose("suggestions", "hidden")
        desk.label()
        assert not suggested()
        desk.project.accept()
        assert desk.flashed[-1] == "No suggestion here. Press a label key."
        current = desk.project.serving.current
        assert current is not None
        assert current.arm == "withheld"
        assert current.withheld is not None


def test_hidden_names_are_hidden_everywhere_on_screen(tmp_path: Path) -> None:
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 8))) as desk:
        desk.read()
        desk.label("A")
        desk.project.hide_names(True)
        desk.project.undo()
        desk.project.redo()
        screen = desk.project.screen()
        assert screen.sample is not None
        seen = [screen.sample.name, *(row.name for row in desk.project.history_rows()), *desk.flashed]
        assert not any(".txt" in words for words in seen)
        assert screen.sample.name.startswith("S-")
        desk.project.hide_names(False)
        assert desk.project.history_rows()[0].name.endswith(".txt")


def test_the_unsure_ones_come_again_one_after_the_other(tmp_path: Path) -> None:
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 5))) as desk:
        desk.read()
        for number in range(5):
            desk.ready()
            if number % 2:
                desk.project.unsure()
            else:
                desk.label("A")
        assert desk.project.screen().empty.endswith("2 are marked Unsure: look at them now?")
        desk.project.serving.review(desk.project.answers.unsure())
        for left in (1, 0):
            desk.ready()
            screen = desk.project.screen()
            assert screen.sample is not None
            assert screen.sample.given is not None
            assert screen.sample.given.kind == "unsure"
            desk.label("B")
            assert len(desk.project.answers.unsure()) == left
        assert desk.project.screen().sample is None
        assert desk.project.screen().empty == "Every sample has an answer. 0 are marked Unsure."


def test_classes_changed_while_labelling_change_the_screen_at_once(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 10), ("A", "B", "C"))
    with Desk(path) as desk:
        desk.read()
        desk.label("C")
        desk.label("B")
        project = desk.project
        new = project.editing.add("D")
        project.edited()
        assert [c.name for c in project.screen().classes] == ["A", "B", "C", "D"]
        assert project.label(new)
        project.editing.merge(desk.id("C"), desk.id("B"))
        project.edited()
        assert [c.name for c in project.screen().classes] == ["A", "B", "D"]
        assert project.answers.training_set(tuple(c.id for c in project.classes))[1].tolist().count(1) == 2
        project.editing.rename(desk.id("B"), "Bee")
        project.edited()
        assert "Bee" in {row.answer.text for row in project.history_rows()}
        for _ in range(2):
            project.undo()
        assert desk.flashed[-1] == "Undone: merging C into B."
        assert [c.name for c in project.screen().classes] == ["A", "B", "C", "D"]
        assert sorted(row.answer.text for row in project.history_rows()) == ["B", "C", "D"]
    assert sorted(labels(path).values()) == ["B", "C", "D"]


def test_what_an_opening_has_to_say_stays_until_it_is_put_away(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 5))
    with Desk(path) as desk:
        desk.read().label("A")
        with Desk(path) as other:
            notice = other.project.screen().notices[0]
            assert notice.title == "Open to look only. Nothing can be changed."
            assert dict(notice.actions) == {"reopen": "Try again", "dismiss": "Go on"}
            other.project.notices.put(notice.id, None)
            assert other.project.screen().notices == ()


def test_relabelled_answers_say_how_they_came(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 5))
    with Desk(path) as desk:
        desk.read()
        desk.project.relabel(places_of(desk, "t000.txt", "t002.txt"), ev.label_answer([desk.id("A")]))
    from desktop_al.loop.exporting import export_project

    out = tmp_path / "out.jsonl"
    assert export_project(path, "jsonl", out) == 2
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {row["chosen_for"] for row in rows} == {"relabel"}
    assert {row["suggestion_shown"] for row in rows} == {"absent"}


def test_what_has_changed_in_the_folder_is_said(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 6)
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.read()
        assert not any("In the folder" in words for words in desk.flashed)
        (folder / "t001.txt").unlink()
        (folder / "fresh.txt").write_text("Something new about a tank.", "utf-8")
        desk.project.upkeep.check_again()
        desk.until(lambda: "In the folder: 1 new, 1 no longer there." in desk.flashed)
        desk.read()
        desk.project.wait_saved(10)
    (folder / "fresh.txt").rename(folder / "older.txt")
    with Desk(path) as desk:
        desk.until(lambda: "In the folder: 1 moved or changed." in desk.flashed)


def test_a_copy_answered_elsewhere_leaves_the_queue_in_step(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 8)
    (folder / "t103.txt").write_bytes((folder / "t003.txt").read_bytes())
    with Desk(make(tmp_path, folder)) as desk:
        desk.read()
        current = desk.project.serving.current
        assert current is not None
        while desk.name_on_screen() != "t103.txt" and desk.name_on_screen() != "t003.txt":
            desk.label()
        shown = desk.name_on_screen()
        other = "t103.txt" if shown == "t003.txt" else "t003.txt"
        desk.project.relabel(places_of(desk, other), ev.label_answer([desk.id("A")]))
        assert desk.name_on_screen() == shown
        assert desk.label("B") == shown
        desk.project.undo()
        assert desk.name_on_screen() == shown
        rest = desk.label_all()
        assert set(rest) | {row.name for row in desk.project.history_rows()} >= {f"t{n:03d}.txt" for n in range(8)}


def test_undoing_many_gives_the_earlier_ones_and_the_queue_back(tmp_path: Path) -> None:
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 30))) as desk:
        desk.read()
        for _ in range(3):
            desk.label()
        rest = [i for i in range(30) if i not in desk.project.answers.answered]
        desk.project.relabel(rest, ev.label_answer([desk.id("A")]))
        assert desk.project.screen().sample is None
        desk.project.undo()
        assert len(desk.project.history_rows()) == 3
        assert desk.ready()


def test_suggestions_come_back_after_the_classes_were_changed(tmp_path: Path) -> None:
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 60))) as desk:
        desk.read()
        for _ in range(12):
            desk.label()
        desk.round()
        project = desk.project
        project.editing.reorder(tuple(c.id for c in reversed(project.classes)))
        project.edited()
        before = project.learning.rounds
        desk.until(lambda: project.learning.rounds > before)


def test_a_class_that_others_have_given_is_not_undone(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 6))
    with Desk(path) as desk:
        desk.read()
        desk.project.editing.add("New")
        desk.project.edited()
    with Desk(path, "bob") as desk:
        desk.read()
        desk.label("New")
    with Desk(path, "ann") as desk:
        desk.read()
        assert not desk.project.undo()
        assert desk.flashed[-1] == "Answers were given with New. Retire it on the Protocol page instead."
    assert "New" in labels(path).values()


def test_merging_what_was_retired_counts_at_once(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 4), ("A", "B", "C"))
    for who, answer in (("ann", "A"), ("bob", "B"), ("cyd", "C")):
        with Desk(path, who) as desk:
            desk.read()
            desk.project.relabel(places_of(desk, "t000.txt"), ev.label_answer([desk.id(answer)]))
    with Desk(path, "ann") as desk:
        desk.read()
        project = desk.project
        ids = {c.name: c.id for c in project.classes}
        project.editing.retire(ids["A"])
        project.edited()
        project.editing.merge(ids["A"], ids["B"])
        project.edited()
        assert project.answers.labels[desk.place("t000.txt")] == ids["B"]


def test_the_log_tells_the_strategy_that_a_round_was_made_with(tmp_path):
    with Desk(make(tmp_path, make_texts(tmp_path / "s", 30)), ticking=False) as desk:
        project = desk.read().project
        learning = project.learning
        for _ in range(4):
            desk.label()
        for strategy, next_one in (("margin", "entropy"), ("entropy", "random")):
            project.choose("strategy", strategy)
            desk.until(lambda: not learning.training)
            before = learning.rounds
            project.tick()
            assert learning.training
            # While it is under way, before its result is taken in.
            project.choose("strategy", next_one)
            desk.until(lambda before=before: learning.rounds > before)
            desk.label()
            state = project.state
            assert state.read_body(state.rounds[-1])["strategy"] == strategy
