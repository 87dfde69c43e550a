"""The audit trail: what each event is told as, who may see it, its files, and signatures."""

import csv
import io
import json
from pathlib import Path

import pytest

from desktop_al.cli import main
from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.signing import signatures
from desktop_al.core.state import State
from desktop_al.core.study import StudyDesign
from desktop_al.loop.audit import Trail, audit_page, set_back
from desktop_al.loop.audit_file import COLUMNS, export_trail
from desktop_al.loop.audit_screen import PAGE, SET_BACK, AuditFilter, AuditRequest
from desktop_al.loop.audit_words import Wording
from desktop_al.loop.auditing import add_signature, audit_request, day, sign_request, trail_request
from desktop_al.loop.export_log import LOOK_ONLY, Note
from desktop_al.loop.exporting import export_project, share_protocol
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.record import Clock
from desktop_al.store.project_file import open_project, read_events, read_samples
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, exported, make, make_texts
from tests.loop.study import study
from tests.store.logs import chain

FORMULA = '=HYPERLINK("x")'


class Hands:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_790_000_000_000_000, 5_000_000

    def pass_(self, seconds: float) -> None:
        self.wall += int(seconds * 1e6)
        self.steady += int(seconds * 1e6)

    def clock(self) -> Clock:
        return Clock(lambda: self.wall, lambda: self.steady, lambda: 0.0)


def read(path: Path, trail: Trail | None = None) -> Trail:
    trail = trail or Trail()
    for share in trail.read(path):
        assert 0 <= share <= 1
    return trail


def page(path: Path, asked: AuditFilter | None = None, first: int = 0, viewer: str = "ann", hide: bool = False):
    file = open_project(path, look_only=True)
    rows = read_samples(file.connection)
    file.connection.close()
    made = audit_page(Trail(), path, AuditRequest(viewer, hide, asked or AuditFilter(), first), rows)
    while True:
        try:
            next(made)
        except StopIteration as done:
            return done.value


@pytest.fixture(scope="module")
def day_of_work(tmp_path_factory):
    """One of each, on a clock that is set back in between. Returns the file and what was answered."""
    place = tmp_path_factory.mktemp("audit")
    path = make(place, make_texts(place / "texts", 8))
    hands = Hands()
    told = {}
    with Desk(path, clock=hands.clock()) as desk:
        desk.scanned()
        project = desk.project
        hands.pass_(5)
        first = desk.label("A")
        told["first"] = first
        hands.pass_(5)
        desk.label("B")
        # Taken back, and given again otherwise.
        hands.pass_(5)
        project.undo()
        desk.label("A")
        hands.pass_(5)
        project.serving.visit(desk.place(first))
        desk.until(lambda: project.serving.shown() is not None)
        project.label(desk.id("B"))
        desk.ready()
        project.comments.say(FORMULA)
        told["commented"] = desk.name_on_screen()
        project.comments.erase(desk.place(told["commented"]), "names a patient")
        project.comments.say("blurred")
        added = project.editing.add("Severe")
        project.editing.rename(added, "Very severe")
        project.editing.merge(added, desk.id("B"))
        project.editing.set_protocol("## A\n\nAll valves.")
        project.editing.set_scale("ordinal")
        project.edited()
        hands.wall -= 3600 * 1_000_000
        project.unsure()
        fresh = [p for p in range(8) if not project.state.in_force("ann", project.pool.rows[p].id)]
        project.relabel(fresh[:2], ev.label_answer([desk.id("A")]))
        assert project.wait_saved(10)
    return path, told


def sentences(path):
    return [row.what for row in read(path).rows]


def test_each_event_is_a_plain_sentence(day_of_work):
    path, _ = day_of_work
    said = sentences(path)
    for sentence in (
        "Opened the project",
        "Made the project",
        "Added class A",
        "Labelled A",
        "Labelled B",
        "Took back B",
        "Changed A to B",
        "Commented",
        "Erased a comment",
        "Added class Severe",
        "Renamed class Severe to Very severe",
        "Merged class Very severe into B",
        "Changed the guideline",
        "Changed the scale",
        "Unsure",
        "2 events before this are one step",
    ):
        assert sentence in said, (sentence, said)
    assert not any("later version" in sentence for sentence in said)


def test_masks_have_words():
    wording = Wording(State(lambda _: {}))
    event = chain().add(ev.MASK, {}, "ann", bytes(16), "1,2,3,4;50,6,7,8").event
    assert wording.say(event, {}).what == "Masked 2 parts of the picture"
    assert wording.say(event._replace(answer=""), {}).what == "Took the masks away"


def test_a_change_has_what_held_before_and_after(day_of_work):
    path, told = day_of_work
    rows = {row.what: row for row in reversed(read(path).rows)}
    changed, taken = rows["Changed A to B"], rows["Took back B"]
    assert (changed.before, changed.after) == ("A", "B")
    assert "changes" in changed.groups
    assert (taken.before, taken.after) == ("B", "")
    assert rows["Renamed class Severe to Very severe"].before == "Severe"
    assert rows["Changed the scale"].after == "ordinal"
    assert rows["Labelled A"].protocol == "Version 1"
    assert rows["Unsure"].protocol != "Version 1"
    assert {row.computer for row in rows.values()} != {""}
    assert told["first"]


def test_an_erased_comment_is_told_without_its_text(day_of_work):
    path, _ = day_of_work
    trail = read(path)
    erased = next(row for row in trail.rows if row.kind == ev.ERASE)
    assert (erased.who, erased.reason, erased.groups) == ("ann", "names a patient", ("erased",))
    assert FORMULA not in "\n".join(map(str, trail.rows))
    assert any(row.after == "Text erased" for row in trail.rows)


def test_a_clock_that_was_set_back_is_marked_once(day_of_work):
    path, _ = day_of_work
    marked = [row.what for row in read(path).rows if row.set_back]
    assert marked == ["Unsure"]
    line = next(line for line in page(path).lines if line.set_back)
    assert line.what.endswith(SET_BACK)


@pytest.mark.parametrize(
    ("seconds", "steady", "expected"),
    [(10, 10, False), (-1, 0, False), (-5, 0, True), (1800, 3600, True), (3600, 1, False), (86_350, 86_400, False)],
)
def test_a_clock_is_set_back_when_it_falls_behind_the_one_that_never_jumps(seconds, steady, expected):
    """Half an hour later by the wall after an hour has passed: it was set back too. A night asleep is not."""
    before = ev.Event(b"w", 1, 1, 0, 0, "ann", ev.OPEN, b"", "", b"", b"")
    after = before._replace(seq=2, utc=seconds * 1_000_000, monotonic=steady * 1_000_000)
    assert set_back(before, after) is expected


def test_a_clock_that_began_anew_is_not_set_back():
    before = ev.Event(b"w", 1, 1, 50_000_000, 9_000_000_000, "ann", ev.OPEN, b"", "", b"", b"")
    assert not set_back(before, before._replace(seq=2, utc=60_000_000, monotonic=5))


# -- pages and filters -------------------------------------------------------------------------------------


def test_filters_narrow_the_trail_down(day_of_work):
    path, told = day_of_work
    whole = page(path)
    assert whole.matching == whole.total == len(read(path).rows)
    assert whole.lines[0].what != whole.lines[-1].what
    assert whole.lines[-1].what == "Opened the project"
    assert page(path, AuditFilter(annotator="nobody")).empty
    changes = page(path, AuditFilter(group="changes"))
    assert {line.what for line in changes.lines} == {"Changed A to B", "Took back B"}
    protocol = page(path, AuditFilter(group="protocol"))
    assert all("class" in line.what.casefold() or "Changed the" in line.what for line in protocol.lines)
    of_one = page(path, AuditFilter(sample=told["first"].upper()))
    assert {line.sample for line in of_one.lines} == {told["first"]}
    assert page(path, AuditFilter(words="VERY")).matching == 2
    assert page(path, AuditFilter(words="names a patient", group="erased")).matching == 1


def test_days_narrow_the_trail_down(day_of_work):
    path, _ = day_of_work
    times = [row.utc for row in read(path).rows]
    middle = 1_790_000_000_000_000
    later, earlier = page(path, AuditFilter(since=middle)), page(path, AuditFilter(until=middle))
    assert later.matching == sum(utc >= middle for utc in times)
    assert later.matching + earlier.matching == len(times)
    assert later.matching


def test_a_day_is_read_as_it_is_written():
    assert day("") == 0
    assert day("2026-11-24") - day("2026-11-23") == 24 * 3600 * 1_000_000
    assert day("2026-11-23", end=True) == day("2026-11-24")
    for wrong in ("23.11.2026", "2026-13-01", "yesterday", "9" * 50, "0001-01-01x"):
        with pytest.raises(BadArgument, match="A day is written as"):
            day(wrong)


def test_hidden_names_stay_hidden(day_of_work):
    path, told = day_of_work
    hidden = page(path, hide=True)
    assert told["first"] not in str(hidden)
    assert any(line.sample.startswith("S-") for line in hidden.lines)


def test_a_long_trail_comes_in_pages(tmp_path):
    from desktop_al.store.writer import Write
    from tests.store.logs import Desk as Log
    from tests.store.logs import annotation, make_project

    path = make_project(tmp_path / "p.dal")
    log = Log(path)
    made = [log.chain.add(ev.OPEN, {"computer": "here"}, "ann")]
    made += [annotation(log.chain, number) for number in range(450)]
    log.writer.put(Write(tuple(made)))
    assert log.writer.close()
    total = 450 + 4
    assert [len(page(path, first=first).lines) for first in (0, PAGE, 2 * PAGE)] == [PAGE, PAGE, total - 2 * PAGE]
    # Past the end: the last page.
    assert page(path, first=10_000).request.first == 2 * PAGE


def test_what_is_new_is_added_to_what_was_read(day_of_work, tmp_path):
    path = copied(day_of_work[0], tmp_path)
    trail = read(path)
    before = trail.rows[:]
    with Desk(path) as desk:
        desk.scanned()
        desk.label("A")
        assert desk.project.wait_saved(10)
        read(path, trail)
        assert trail.rows[: len(before)] == before
        assert trail.rows[-1].what == "Labelled A"
        assert trail.rows == read(path).rows
    assert trail.fingerprint == read(path).fingerprint


def test_a_reading_that_nobody_waits_for_leaves_nothing_half(day_of_work):
    """Given up anywhere, and with a second one under way at the same time."""
    path, _ = day_of_work
    whole = read(path).rows
    steps = sum(1 for _ in Trail().read(path))
    for number in range(1, steps + 1):
        trail = Trail()
        first, second = trail.read(path), trail.read(path)
        for _ in range(number):
            next(first)
        # Neither waits for the other: whoever has the turn goes on.
        next(second, None)
        first.close()
        list(second)
        assert trail.rows == whole
        alone = Trail()
        given_up = alone.read(path)
        for _ in range(number):
            next(given_up)
        given_up.close()
        assert alone.rows in ([], whole)
        assert read(path, alone).rows == whole


def test_a_damaged_project_is_told_in_words(tmp_path, day_of_work):
    path = copied(day_of_work[0], tmp_path)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\0" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    with pytest.raises(CannotOpen):
        read(path)
    with pytest.raises(CannotOpen):
        read(tmp_path / "none.dal")


def copied(path: Path, place: Path) -> Path:
    """The project in a folder of its own, with its samples."""
    import shutil

    shutil.copytree(path.parent / "texts", place / "texts")
    return Path(shutil.copy(path, place / "p.dal"))


# -- through the worker, signing ---------------------------------------------------------------------------


def ask(desk, request, purpose="audit"):
    got = []
    desk.until(lambda: not desk.project.unsaved)
    desk.project.learning.report(request, lambda _: None, got.append, purpose)
    desk.until(lambda: got)
    return got[0]


def sign(desk, meaning, name, passphrase=False):
    request = sign_request(desk.project, meaning, name, passphrase=passphrase)
    add_signature(desk.project, request, ask(desk, request, "trail"))


def test_signing_holds_until_an_answer_is_changed(tmp_path, day_of_work):
    path = copied(day_of_work[0], tmp_path)
    with Desk(path) as desk:
        desk.scanned()
        project = desk.project
        shown = ask(desk, audit_request(project, AuditFilter(), 0))
        count = dict(shown.to_sign)["reviewed"]
        assert count == len({event.sample for event in project.state.annotations()})
        for name, meaning in ((" ", "reviewed"), ("Ann", "adjudicated"), ("A" * 500, "labelled")):
            refused = ask(desk, sign_request(project, meaning, name, passphrase=False), "trail")
            assert refused.endswith(".")
        with pytest.raises(BadArgument, match="A signature means"):
            sign_request(project, "seen", "Ann", passphrase=False)
        sign(desk, "reviewed", "  Dr. Ann\tExample ")
        shown = ask(desk, audit_request(project, AuditFilter(group="exports"), 0))
        assert shown.lines[0].what == f"Signed {count} samples: reviewed, without a passphrase"
        assert shown.signatures[0].valid
        assert "Dr. Ann Example" in shown.signatures[0].words
        # Another sample was not signed, a comment is no answer.
        desk.label("A")
        project.comments.say("a word")
        assert ask(desk, audit_request(project, AuditFilter(), 0)).signatures[0].valid
        # The same answer by another event is not what was signed; undone, it stands again.
        place = desk.place(day_of_work[1]["first"])
        project.relabel([place], ev.label_answer([desk.id("A")]))
        shown = ask(desk, audit_request(project, AuditFilter(), 0)).signatures[0]
        assert not shown.valid
        assert "Void since" in shown.state
        assert "1 sample changed after signing" in shown.state
        assert f"{count - 1} of {count} are as they were signed" in shown.state
        project.undo()
        assert ask(desk, audit_request(project, AuditFilter(), 0)).signatures[0].valid
        project.relabel([place], ev.label_answer([desk.id("A")]))
        assert project.wait_saved(10)
        out = tmp_path / "trail.csv"
        written = ask(desk, trail_request(project, str(out)), "trail")
        assert written == len(list(csv.DictReader(io.StringIO(out.read_text("utf-8")))))
        refused = ask(desk, trail_request(project, str(tmp_path / "texts" / "trail.csv")), "trail")
        assert "sample folder" in refused
    (signed,) = verify(path).signatures
    assert (signed.who, signed.name, signed.meaning, signed.samples) == ("ann", "Dr. Ann Example", "reviewed", count)
    assert (signed.valid, signed.changed, signed.sound, signed.passphrase) == (False, 1, True, False)
    assert signed.since > signed.utc


def test_a_signature_that_names_something_else_is_a_problem(tmp_path):
    """Its own chain is whole: only the hash over what was signed tells."""
    from desktop_al.store.writer import Write
    from tests.store.logs import Desk as Log
    from tests.store.logs import annotation, make_project

    bodies = (
        {"name": "Ann", "samples": 1, "hash": "0" * 64, "protocol": "", "passphrase": False, "events": {}},
        {"name": "Ann", "events": {"zz": [[1, 2]]}},
        {"name": "Ann", "events": {"00" * 16: [[1, 10**9]]}},
        {"name": "Ann", "events": [1, 2]},
        {"name": ["x"], "samples": "many"},
        {},
    )
    for number, body in enumerate(bodies):
        path = make_project(tmp_path / f"{number}.dal")
        log = Log(path)
        made = (
            log.chain.add(ev.OPEN, {"computer": "here"}, "ann"),
            annotation(log.chain, 1),
            log.chain.add(ev.SIGN, body, "ann", answer="labelled"),
        )
        log.writer.put(Write(made))
        assert log.writer.close()
        found = verify(path)
        assert any("does not fit the answers" in problem for problem in found.problems), body
        assert not found.signatures[0].valid
        assert read(path).rows


def test_signatures_are_the_same_in_every_order_of_rows(tmp_path, day_of_work):
    path = copied(day_of_work[0], tmp_path)
    with Desk(path) as desk:
        desk.scanned()
        sign(desk, "labelled", "Ann", passphrase=True)
        assert desk.project.wait_saved(10)
    file = open_project(path, look_only=True)
    events = list(read_events(file.connection))
    file.connection.close()
    state = read(path).state
    assert signatures(events, state) == signatures(events[::-1], state)
    assert signatures(events, state)[0].passphrase


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
    assert main(["verify", str(path), "--head", "0000-0000-0000-0000", "--home", home]) == 1
    assert "never had the fingerprint" in capsys.readouterr().err
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
