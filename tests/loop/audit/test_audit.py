"""The audit trail: what each event is told as, its pages and filters, and signatures."""

import csv
import io

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.signing import signatures
from desktop_al.core.state import State
from desktop_al.loop.audit import Trail, set_back
from desktop_al.loop.audit_screen import PAGE, SET_BACK, AuditFilter
from desktop_al.loop.audit_words import Wording
from desktop_al.loop.auditing import add_signature, audit_request, day, sign_request, trail_request
from desktop_al.store.project_file import open_project, read_events
from desktop_al.store.verify import verify
from tests.loop.audit.audit_stand import FORMULA, copied, page, read, sentences
from tests.loop.desk import Desk
from tests.store.logs import chain


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


def ask(desk, request, purpose="audit"):
    got = []
    desk.until(lambda: not desk.project.unsaved)
    desk.project.learning.report(request, lambda _: None, got.append, purpose)
    desk.until(lambda: got)
    return got[0]


def sign(desk, meaning, name, passphrase=False):
    request = sign_request(desk.project, meaning, name, passphrase=passphrase)
    add_signature(desk.project, request, ask(desk, request, "trail"))


# -- through the worker, signing ---------------------------------------------------------------------------


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
