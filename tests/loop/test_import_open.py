"""Labels of other tools imported into the project that is open: through the very parts that the window uses."""

import hashlib
import json
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.signing import sign_body, signatures
from desktop_al.core.state import State
from desktop_al.core.study import StudyDesign
from desktop_al.loop.audit_file import export_trail
from desktop_al.loop.import_choices import ANNOTATIONS, NEW, OUT, PRE_ANNOTATIONS, Choices
from desktop_al.loop.import_open import Importing
from desktop_al.loop.import_words import signed_words
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, exported, labels, make, make_texts, truth

COUNT = 30


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, make_texts(tmp_path / "pool", COUNT))


def table(tmp_path: Path, rows: list[str], name: str = "labels.csv", head: str = "path,label,annotator") -> Path:
    path = tmp_path / name
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def truths(tmp_path: Path, who: str = "Bob", count: int = COUNT) -> Path:
    return table(tmp_path, [f"t{n:03d}.txt,{'AB'[n % 2]},{who}" for n in range(count)])


class Window:
    """What the window has of an import."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.importing = Importing(desk.project, desk.work.put, lambda: None)

    def planned(self, path: Path, **choices: object) -> Importing:
        self.importing.read(path, choices=Choices(**choices))  # type: ignore[arg-type]
        self.desk.until(lambda: not self.importing.at_work())
        return self.importing

    def written(self, path: Path, **choices: object) -> Importing:
        made = self.planned(path, **choices)
        assert made.plan is not None
        assert not made.plan.trouble
        made.write()
        self.desk.until(lambda: not made.at_work())
        assert made.phase == "done", made.trouble
        return made


def test_annotations_come_in_as_one_step_of_who_imported_them(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        own = desk.label()
        done = Window(desk).written(truths(tmp_path), kind=ANNOTATIONS)
        assert done.words == "30 labels from labels.csv imported."
        state = desk.project.state
        assert sum(e.annotator == "Bob" for e in state.annotations()) == COUNT
        assert desk.project.screen().undo_words == "import of labels.csv"
        assert desk.project.undo()
        assert desk.flashed[-1] == "Undone: import of labels.csv."
        assert [e.annotator for e in state.annotations()] == ["ann"], "what was labelled by hand stays"
        assert desk.project.redo()
        assert sum(e.annotator == "Bob" for e in state.annotations()) == COUNT
        assert desk.project.undo()
        assert desk.project.undo()
        assert not list(state.annotations())
        assert desk.name_on_screen() == own
        assert desk.project.wait_saved(10.0)
    assert verify(project).ok
    assert exported(project) == []


def test_it_is_the_same_after_the_project_was_opened_anew(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        Window(desk).written(truths(tmp_path), kind=ANNOTATIONS)
        sample = desk.label()
        before = {(e.annotator, e.sample): e.answer for e in desk.project.state.annotations()}
        assert not desk.project.state.conflicts()
    assert verify(project).ok
    assert labels(project)[sample] in "AB"
    with Desk(project, "ann") as desk:
        state = desk.project.state
        assert {(e.annotator, e.sample): e.answer for e in state.annotations()} == before
        assert not state.conflicts()
        assert desk.project.undo()
        assert desk.project.undo()
        assert not list(state.annotations()), "also after a restart, on this computer, it is one step"
    with Desk(project, "Bob") as desk:
        assert not desk.project.undo(), "nobody else can take it back"


def test_nothing_imported_is_anybodys_pace(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        Window(desk).written(truths(tmp_path, "ann"), kind=ANNOTATIONS)
    with Desk(project) as desk:
        assert not desk.project.clock.sessions().days
        assert desk.project.state.newest_answers(10) == []
        assert len(desk.project.answers.answered) == COUNT
        assert {row["chosen_for"] for row in exported(project)} == {"import"}
        assert {row["suggestion_shown"] for row in exported(project)} == {"absent"}


def test_the_log_says_what_was_imported(project: Path, tmp_path: Path) -> None:
    file = table(tmp_path, ["t000.txt,A,Bob", "nowhere.txt,A,Bob", "broken"])
    with Desk(project) as desk:
        desk.scanned()
        Window(desk).written(file, kind=ANNOTATIONS)
        state = desk.project.state
        (event,) = state.brought.imports
        body = state.read_body(event)
    assert (event.annotator, event.answer) == ("ann", "labels.csv")
    assert body["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (body["as"], body["format"], body["count"], body["unmatched"], body["broken"]) == (
        "annotations",
        "csv",
        1,
        1,
        1,
    )


def test_a_plan_says_what_comes_in_and_what_does_not(project: Path, tmp_path: Path) -> None:
    rows = ["t000.txt,A,Bob", "t001.txt,b,Bob", "t002.txt,C,Bob", "t003.txt,A,", "t003.txt,B,", "no.txt,A,Bob", "x"]
    with Desk(project) as desk:
        desk.scanned()
        plan = Window(desk).planned(table(tmp_path, rows), kind=ANNOTATIONS).plan
        assert plan is not None
        assert not plan.trouble
        assert [(c.name, c.count, c.how) for c in plan.classes] == [
            ("A", 3, "same"),
            ("B", 1, "same"),
            ("C", 1, "new"),
            ("b", 1, "alike"),
        ]
        assert [(a.name, a.target, a.known) for a in plan.annotators] == [("Bob", "Bob", False), ("", "ann", True)]
        assert (len(plan.entries), plan.unmatched, plan.broken, plan.earlier) == (4, 1, 1, 1)
        assert plan.named == ((7, "no.txt", "No sample has this name."),)
        assert not list(desk.project.state.annotations())
        assert not desk.project.unsaved
        assert [e.answer for e in desk.project.state.class_events] == [c.id for c in desk.project.classes]


def test_names_go_where_they_are_sent(project: Path, tmp_path: Path) -> None:
    rows = ["t000.txt,cat,Bob", "t001.txt,dog,Bob", "t002.txt,cow,Eve"]
    with Desk(project) as desk:
        desk.scanned()
        window = Window(desk)
        names = {"cat": desk.id("A"), "dog": OUT, "cow": NEW}
        rows.append("gone.txt,cat,Bob")
        done = window.written(table(tmp_path, rows), kind=ANNOTATIONS, classes=names, annotators={"Bob": "Kim"})
        assert done.words == (
            "2 labels from labels.csv imported. Not imported: No sample found (1); Its class is left out (1)."
        )
        assert [c.name for c in desk.project.classes] == ["A", "B", "cow"]
    found = {(row["sample"], row["annotator"], row["label"]) for row in exported(project)}
    assert found == {("t000.txt", "Kim", "A"), ("t002.txt", "Eve", "cow")}
    with Desk(project, "ann") as desk:
        assert desk.project.undo()
        assert [c.name for c in desk.project.classes] == ["A", "B"], "the class goes with the import"


def test_another_answer_here_is_kept_unless_it_is_to_be_replaced(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        same, other = desk.label("A"), desk.label("A")
        rows = [f"{same},A,ann", f"{other},B,ann"]
        window = Window(desk)
        plan = window.planned(table(tmp_path, rows), kind=ANNOTATIONS).plan
        assert plan is not None
        assert (len(plan.entries), plan.same, plan.differing) == (0, 1, 1)
        assert plan.trouble == "Nothing would change: where another answer is here, it is kept."
        done = window.written(table(tmp_path, rows), kind=ANNOTATIONS, replace=True)
        assert "replaced" not in done.words, "that came in"
        assert not desk.project.state.conflicts()
    assert labels(project) == {same: "A", other: "B"}


def test_suggestions_are_offered_and_are_no_annotations(project: Path, tmp_path: Path) -> None:
    rows = [f"t{n:03d}.txt,{'AB'[n % 2]},Bob" for n in range(COUNT)]
    with Desk(project) as desk:
        desk.scanned()
        desk.project.choose("withheld_share", 0)
        Window(desk).written(table(tmp_path, rows), kind=PRE_ANNOTATIONS)
        assert not desk.project.answers.answered
        assert not desk.project.answers.labels
        assert not list(desk.project.state.annotations())
        seen = []
        for _ in range(12):
            sample = desk.ready()
            current = desk.project.serving.current
            seen.append(current.arm)
            if current.offer is not None:
                assert current.offer.source == "labels.csv"
                assert desk.project.classes[current.offer.suggested].name == truth(sample)
                assert desk.project.accept()
            else:
                desk.label()
        assert "shown" in seen
    rows_out = exported(project)
    assert len(rows_out) == 12
    shown = [row for row in rows_out if row["suggestion_shown"] == "shown"]
    assert shown
    assert all(row["suggestion"] == row["label"] for row in shown)
    assert not any(row["probability"] for row in rows_out), "the file says nothing of how sure it is"


def test_the_draw_withholds_them_as_it_does_the_models(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        desk.project.choose("withheld_share", 50)
        Window(desk).written(truths(tmp_path), kind=PRE_ANNOTATIONS)
        arms = []
        while len(arms) < 20 and desk.ready():
            current = desk.project.serving.current
            arms.append(current.arm)
            if current.arm == "withheld":
                assert current.offer is None
                assert current.withheld is not None
            desk.label()
        assert {"shown", "withheld"} <= set(arms)
    with Desk(project) as desk:
        bodies = [
            json.loads(data)
            for (data,) in desk.project.record.file.connection.execute(
                "SELECT b.body FROM events e JOIN bodies b USING (writer, seq) WHERE e.kind='annotation'"
            )
        ]
        kept = [body for body in bodies if body["arm"] in ("shown", "withheld")]
        assert kept
        assert all(body["suggestion_from"] == "labels.csv" and "suggested" in body for body in kept)
        desk.scanned()
        desk.project.choose("suggestions", "hidden")
        desk.ready()
        desk.label()
        desk.ready()
        assert desk.project.serving.current is None or desk.project.serving.current.offer is None


def test_a_later_file_of_the_same_name_replaces_the_offers(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        window, brought = Window(desk), desk.project.state.brought
        first, second = (desk.project.pool.rows[desk.place(f"t00{n}.txt")].id for n in (0, 1))
        window.written(table(tmp_path, ["t000.txt,A,", "t001.txt,A,"]))
        window.written(table(tmp_path, ["t000.txt,B,"]))
        assert brought.offer(first).event.answer == ev.label_answer([desk.id("B")])
        assert brought.offer(second) is None
        window.written(table(tmp_path, ["t001.txt,B,"], "other.csv"))
        assert brought.offer(second).source == "other.csv"
        assert desk.project.undo()
        assert desk.project.undo()
        assert brought.offer(first).event.answer == ev.label_answer([desk.id("A")])
        assert brought.offer(second).source == "labels.csv"
        plan = window.planned(table(tmp_path, ["t000.txt,A,", "t001.txt,A,"])).plan
        assert plan is not None
        assert plan.trouble == "Nothing would change: all of it is here already."


def test_texts_without_a_name_are_found_by_what_they_say(project: Path, tmp_path: Path) -> None:
    pool = tmp_path / "pool"
    (pool / "t005.txt").write_bytes((pool / "t004.txt").read_bytes())
    lines = [
        {"text": (pool / "t000.txt").read_text("utf-8").replace(" ", "\r\n  "), "label": ["A"], "id": 1},
        {"text": (pool / "t004.txt").read_text("utf-8"), "label": ["A"], "id": 2},
        {"text": "nothing like it", "label": ["A"], "id": 3},
    ]
    file = tmp_path / "d.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    with Desk(project) as desk:
        desk.scanned()
        plan = Window(desk).planned(file, kind=ANNOTATIONS).plan
        assert plan is not None
        assert plan.matched.source.format == "doccano"
        assert [desk.project.pool.name(e.place) for e in plan.entries] == ["t000.txt"]
        assert [cause for _, _, cause in plan.named] == ["Several samples have this text.", "No sample has this text."]


def test_what_was_stopped_leaves_nothing(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        importing = Window(desk).planned(truths(tmp_path), kind=ANNOTATIONS)
        importing.write()
        importing.stop()
        desk.label()
        desk.until(lambda: not desk.project.unsaved)
        desk.pump()
        assert importing.phase == "idle"
        assert len(list(desk.project.state.annotations())) == 1
        importing.close()
    assert len(exported(project)) == 1
    assert verify(project).ok


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"a\nb\n", b'{"a": [', b"\xff" * 5000])
def test_bad_files_are_refused_with_words(project: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    with Desk(project) as desk:
        desk.scanned()
        importing = Window(desk).planned(file)
        assert importing.phase == "idle"
        assert importing.trouble.endswith(".")
        importing.read(tmp_path / "missing.json")
        desk.until(lambda: not importing.at_work())
        assert "missing.json" in importing.trouble
        assert not desk.project.record.opened


def test_answers_given_while_it_is_made_come_before_it(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        importing = Window(desk).planned(truths(tmp_path, "ann"), kind=ANNOTATIONS)
        importing.write()
        # What the thread made waits until the desk looks: the answer comes first.
        sample = desk.project.serving.current.place
        desk.until(lambda: desk.project.serving.shown() is not None or not importing.at_work())
        if importing.at_work():
            desk.label()
        desk.until(lambda: not importing.at_work())
        assert sample in desk.project.answers.answered
        assert len(desk.project.answers.answered) == COUNT
        assert desk.project.serving.current is None
        state = desk.project.state
        order = [e.lamport for e in state.annotations()]
        assert max(order) < desk.project.record.state.lamport
    with Desk(project) as desk:
        assert not desk.project.state.conflicts()


def test_who_works_alone_brings_only_their_own_and_is_shown_no_suggestion(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        desk.project.studying.set_design(StudyDesign(("Bo", "Cy"), overlap_share=0.5, seed=5, independent=True))
        Window(desk).written(truths(tmp_path, "Bo", 2), kind=PRE_ANNOTATIONS)
        assert desk.project.wait_saved(10.0)
    rows = ["t004.txt,A,Bo", "t005.txt,B,Cy", "t006.txt,A,"]
    with Desk(project, "Bo") as desk:
        desk.scanned()
        window = Window(desk)
        plan = window.planned(table(tmp_path, rows, "mine.csv"), kind=PRE_ANNOTATIONS).plan
        assert plan is not None
        assert plan.trouble == "Here only your own annotations can be imported, no suggestions."
        window.written(table(tmp_path, rows, "mine.csv"), kind=ANNOTATIONS)
        assert {e.annotator for e in desk.project.state.annotations()} == {"Bo"}
        assert len(desk.project.answers.answered) == 2
        shown = []
        while desk.ready():
            shown.append(desk.project.serving.current.offer)
            desk.label()
        assert shown
        assert not any(shown)


def test_a_signature_does_not_hold_where_an_import_replaced_what_was_signed(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        sample = desk.label("A")
        state = desk.project.state
        signed = list(state.annotations())
        desk.project.record.add(ev.SIGN, sign_body(signed, "Ann", "", passphrase=False), "ann", answer="reviewed")
        plan = Window(desk).planned(table(tmp_path, [f"{sample},B,ann"]), kind=ANNOTATIONS, replace=True).plan
        assert plan is not None
        assert signed_words(plan) == "A sign-off of answers that are replaced no longer holds."
        Window(desk).written(table(tmp_path, [f"{sample},B,ann"]), kind=ANNOTATIONS, replace=True)
        events = list(state._events.values())
        (signature,) = signatures(events, state)
        assert not signature.valid
        assert signature.changed == 1
        assert desk.project.undo()
        assert signatures(events, state)[0].valid


def test_the_audit_trail_tells_it_in_words(project: Path, tmp_path: Path) -> None:
    with Desk(project) as desk:
        desk.scanned()
        Window(desk).written(truths(tmp_path, count=3), kind=ANNOTATIONS)
        Window(desk).written(truths(tmp_path, count=2), kind=PRE_ANNOTATIONS)
        assert desk.project.undo()
        assert desk.project.undo()
        assert desk.project.wait_saved(10.0)
    out = tmp_path / "trail.csv"
    export_trail(project, out)
    text = out.read_text("utf-8-sig")
    for words in (
        "Imported 3 labels from labels.csv",
        "Imported 2 suggestions from labels.csv",
        "Brought the suggestion A",
        "Took back the import of labels.csv, with 3 answers",
        "SHA-256",
    ):
        assert words in text
    assert "later version" not in text


def test_what_is_answered_while_an_import_is_taken_in_stands(project: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("desktop_al.loop.import_open._PART", 2)
    with Desk(project) as desk:
        desk.scanned()
        first = desk.ready()
        importing = Window(desk).planned(truths(tmp_path, "ann"), kind=ANNOTATIONS)
        importing.write()
        while importing.phase != "writing":
            desk.work.get(timeout=60)()
        desk.label("AB"["BA".index(truth(first))])
        importing.read(tmp_path / "nowhere.csv")
        assert importing.phase == "writing", "what is on the disk is taken in whole, whatever is wished meanwhile"
        desk.until(lambda: not importing.at_work())
        state = desk.project.state
        sample = desk.project.pool.rows[desk.place(first)].id

        def stands(state: State) -> bool:
            (event,) = state.in_force("ann", sample)
            return event.writer == desk.project.record.writer and len(state.cells["ann", sample]) == 2

        assert stands(state)
        assert not state.conflicts()
        assert len(list(state.annotations())) == COUNT
        stack = list(state.undo["ann"])
        assert desk.project.undo()
        assert state.in_force("ann", sample)[0].writer in state.brought.chains, "the answer came after the import"
        assert desk.project.redo()
        assert stands(state)
        assert desk.project.wait_saved(10.0)
        heads = dict(state.heads)
    with Desk(project) as desk:
        anew = desk.project.state
        assert (anew.conflicts(), anew.heads, anew.undo["ann"]) == ([], heads, stack)
