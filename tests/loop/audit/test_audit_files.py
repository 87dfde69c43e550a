"""The audit trail: its files, who may see it, why an answer is changed, and the command line."""

import csv
import io
import json

import pytest

from desktop_al.cli import main
from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.study import StudyDesign
from desktop_al.loop.audit_file import COLUMNS, export_trail
from desktop_al.loop.audit_screen import SET_BACK
from desktop_al.loop.export_log import LOOK_ONLY, Note
from desktop_al.loop.exporting import export_project, share_protocol
from desktop_al.loop.handing_out import hand_out
from desktop_al.store.project_file import open_project, read_events
from desktop_al.store.verify import verify
from tests.loop.audit.audit_stand import FORMULA, copied, page, read, sentences
from tests.loop.desk import Desk, exported
from tests.loop.study import study

# -- files -------------------------------------------------------------------------------------------------


def test_the_trail_as_csv_is_no_formula_and_as_json_without_loss(tmp_path, day_of_work):
    path = copied(day_of_work[0], tmp_path)
    with Desk(path) as desk:
        desk.scanned()
        desk.ready()
        desk.project.comments.say(FORMULA)
        assert desk.project.wait_saved(10)
    out, lines = tmp_path / "out.csv", tmp_path / "out.jsonl"
    count = export_trail(path, out)
    assert export_trail(path, lines) == count
    table = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    records = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert len(table) == len(records) == count
    assert tuple(table[0]) == tuple(records[0]) == COLUMNS
    assert any(row["after"] == f"'{FORMULA}" for row in table)
    assert any(row["after"] == FORMULA for row in records)
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in table for cell in row.values())
    assert records[0]["utc"].endswith("Z")
    assert sum(record["clock"] == SET_BACK for record in records) == 1
    by_ref = {(record["writer"], record["writer_seq"]): record for record in records}
    file = open_project(path, look_only=True)
    for event in read_events(file.connection):
        record = by_ref[event.writer.hex(), event.seq]
        # What the making of a project brought along is its maker's.
        assert record["who"] == (event.annotator or "ann")
        assert (record["kind"], record["monotonic_us"]) == (event.kind, event.monotonic)
    file.connection.close()
    with pytest.raises(BadArgument, match=r"\.csv or \.jsonl"):
        export_trail(path, tmp_path / "out.txt")
    with pytest.raises(BadArgument, match="own file"):
        export_trail(path, tmp_path / "p.dal-wal.csv")


def test_exports_are_kept_in_the_log_with_the_name_of_the_file_alone(tmp_path, day_of_work):
    path = copied(day_of_work[0], tmp_path)
    home, said = tmp_path / "home", []
    note = Note("lou", home, said.append)
    count = export_project(path, "csv", tmp_path / "labels.csv", note=note)
    export_project(path, "results", tmp_path / "results.csv", note=note)
    export_trail(path, tmp_path / "trail.jsonl", note)
    hand_out(path, "kim", tmp_path / "kim.dal", home)
    rows = [row for row in read(path).rows if row.kind == ev.EXPORT]
    assert not said
    assert [row.who for row in rows] == ["lou", "lou", "lou", "ann"]
    assert rows[0].what == f"Exported {count} labels as CSV to labels.csv"
    assert "results to results.csv" in rows[1].what
    assert "events of the audit trail as JSON lines to trail.jsonl" in rows[2].what
    assert "as a copy for an annotator to kim.dal" in rows[3].what
    assert str(tmp_path) not in str([row[:9] for row in read(path).rows])
    found = verify(path)
    assert found.ok
    # Who exports need not be an annotator, and is not taken for the one who works here.
    with Desk(path) as desk:
        assert desk.project.annotator == "ann"
        # Open here: written without being kept in the log, and said so.
        assert export_project(path, "jsonl", tmp_path / "more.jsonl", note=note) == count
    assert said == [LOOK_ONLY]
    assert (tmp_path / "more.jsonl").exists()
    assert verify(tmp_path / "kim.dal").ok
    assert not [row for row in read(tmp_path / "kim.dal").rows if row.kind == ev.EXPORT]


def test_what_an_annotators_clock_noted_is_for_that_annotator(tmp_path, day_of_work):
    path = copied(day_of_work[0], tmp_path)
    with Desk(path) as desk:
        desk.project.record.add(ev.PACE, {"seconds": 300}, "ann", answer="break")
        assert desk.project.wait_saved(10)
    noted = "Noted by the annotator's own clock"
    assert noted in [line.what for line in page(path).lines]
    other = page(path, viewer="kim")
    assert noted not in [line.what for line in other.lines]
    assert other.total == page(path).total - 1
    out = tmp_path / "out.jsonl"
    export_trail(path, out)
    assert noted not in out.read_text("utf-8")


def test_a_shared_protocol_says_that_a_reason_is_asked_for(tmp_path, day_of_work):
    path = copied(day_of_work[0], tmp_path)
    with Desk(path) as desk:
        desk.scanned()
        desk.project.editing.ask_reason_for_change(True)
        desk.project.edited()
        share_protocol(desk.project.state, path, desk.project.loader.root, tmp_path / "p.md")
        assert desk.project.wait_saved(10)
    assert "reason_for_change: true" in (tmp_path / "p.md").read_text("utf-8")
    assert "From now on it is asked why an answer is changed" in sentences(path)


# -- who may see what --------------------------------------------------------------------------------------


def test_who_works_blind_sees_the_own_rows_and_the_protocol(tmp_path):
    path = study(tmp_path, {"t000.txt": "AB..", "t001.txt": "BB.."}, 3)
    with Desk(path, "ann") as desk:
        desk.scanned()
        desk.project.studying.set_design(StudyDesign(("ann", "Dora", "Egon"), seed=5, independent=True))
        assert desk.project.wait_saved(10)
    trail, viewer = read(path), "Dora"
    assert {row.who for row in trail.rows if row.kind == ev.ANNOTATION} == {"Dora", "Egon"}
    shown = page(path, viewer=viewer)
    assert {line.who for line in shown.lines if line.what.startswith("Labelled")} == {viewer}
    assert shown.annotators == (viewer,)
    assert shown.own_only
    assert any(line.what.startswith("Added class") for line in shown.lines)
    assert "Egon" not in str(shown.lines)
    assert page(path, viewer=trail.state.maker).total == len(trail.rows)


# -- why an answer is changed ------------------------------------------------------------------------------


def test_a_change_needs_a_reason_where_the_protocol_asks(tmp_path, day_of_work):
    path = copied(day_of_work[0], tmp_path)
    first = day_of_work[1]["first"]
    with Desk(path) as desk:
        desk.scanned()
        project = desk.project
        project.editing.ask_reason_for_change(True)
        project.edited()
        desk.label("A")
        place = desk.place(first)
        project.serving.visit(place)
        desk.until(lambda: project.serving.shown() is not None)
        from desktop_al.loop.changing import answer_for, asked_why, recent_reasons

        # The same answer is no change; another one is not given without a reason.
        assert not asked_why(project, answer_for(project, "label", desk.id("B")))
        assert asked_why(project, answer_for(project, "label", desk.id("A"))) == "Why is B changed to A?"
        assert asked_why(project, answer_for(project, "unsure", None)) == "Why is B changed to Unsure?"
        assert not project.label(desk.id("A"))
        assert desk.name_on_screen() == first
        project.answering.change_reason = "slip of the hand"
        assert project.label(desk.id("A"))
        assert recent_reasons(project) == ("slip of the hand",)
        # The reason was for that answer alone; after an undo the answer of before is in force again.
        project.undo()
        desk.until(lambda: project.serving.shown() is not None)
        assert not project.label(desk.id("A"))
        project.redo()
        # At once and away from the Label page nobody could be asked.
        words = project.relabel([place, desk.place("t005.txt")], ev.label_answer([desk.id("B")]))
        assert "asks why it is changed" in words
        assert project.state.in_force("ann", project.pool.rows[place].id)[-1].answer == ev.label_answer([desk.id("A")])
        assert project.wait_saved(10)
    with Desk(path) as again:
        assert recent_reasons(again.project) == ("slip of the hand",)
    row = next(row for row in read(path).rows if row.reason == "slip of the hand")
    assert row.what == "Changed B to A"
    assert {r["sample"]: r["change_reason"] for r in exported(path)}[first] == "slip of the hand"


# -- the command line --------------------------------------------------------------------------------------


def test_the_command_line_writes_trail_and_head_and_checks_against_it(tmp_path, day_of_work, capsys):
    path = copied(day_of_work[0], tmp_path)
    home, head, out = str(tmp_path / "home"), tmp_path / "head.json", tmp_path / "trail.csv"
    assert main(["verify", str(path), "--save-head", str(head), "--home", home]) == 0
    code = json.loads(head.read_text())["fingerprint"]
    assert code in capsys.readouterr().out
    assert main(["audit", str(path), "--out", str(out), "--home", home]) == 0
    assert "events" in capsys.readouterr().err
    for kept in (str(head), code):
        assert main(["verify", str(path), "--head", kept, "--json", "--home", home]) == 0
        assert json.loads(capsys.readouterr().out)["ok"] is True
        assert main(["verify", str(path), "--head", kept, "--home", home]) == 0
        assert "still holds the head that was kept" in capsys.readouterr().out
    assert main(["verify", str(path), "--head", "0000-0000-0000-0000", "--home", home]) == 1
    said = capsys.readouterr()
    assert "never had the fingerprint" in said.err
    assert "still holds" not in said.out
    head.write_bytes(b"{}")
    assert main(["verify", str(path), "--head", str(head), "--home", home]) == 1
    assert "no head of a log" in capsys.readouterr().err
    assert main(["verify", str(path), "--head", str(tmp_path / "gone.json"), "--home", home]) == 1
    assert main(["audit", str(path), "--out", str(tmp_path / "trail.odt"), "--home", home]) == 1
    assert main(["verify", str(tmp_path / "none.dal"), "--save-head", str(tmp_path / "h2.json"), "--home", home]) == 1
    assert not (tmp_path / "h2.json").exists()
    with pytest.raises(SystemExit):
        main(["verify", "--help"])
    assert "Only with a head from then" in " ".join(capsys.readouterr().out.split())
