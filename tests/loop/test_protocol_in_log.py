"""All of a protocol in the log: from a file and back to one, reasons in use, versions, and who was told of a change."""

import contextlib
import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.protocol_file import Protocol, ProtocolClass, Reason, read_protocol, write_protocol
from desktop_al.core.protocol_record import BUILT_IN, ProtocolRecord, after, record_body
from desktop_al.core.state import State, fold
from desktop_al.loop.agreement_ratings import levels_of
from desktop_al.loop.announcing import GOT_IT, NOTICE, again, announce, changed, got_it, news, protocol_now
from desktop_al.loop.editing import protocol_view, undo_words
from desktop_al.loop.exporting import export_project, export_protocol
from desktop_al.loop.guideline_file import class_settings, read_protocol_file, state_protocol
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.protocol_import import NOTHING_NEW, Choices, preview, take_over
from desktop_al.loop.protocol_versions import history, text_id, version_id, version_of
from desktop_al.loop.record import body_reader
from desktop_al.store.project_file import close_file, open_project, read_events
from tests.loop.desk import Desk, make_texts
from tests.loop.test_editing import Book

TEXT = "## Mild\nOne dot.\n\n### Decide like this\n- Any exudate? Yes: Severe\n"
FULL = Protocol(
    "Grading",
    "3",
    "ordinal",
    (
        ProtocolClass("Mild", "1", 4, "Dots only.", {"code": "H1", "since": 2019}),
        ProtocolClass("Severe", "2", 2, "A large one."),
    ),
    (Reason("glare", "Glare"), Reason("focus", "Blurred", {"code": 7})),
    TEXT,
    {"author": "Ann", "tags": ["a", {"b": None}]},
)


def make(folder: Path, protocol: Protocol = FULL, name: str = "p.dal", source: bool = True) -> Path:
    """A project from a protocol file."""
    path = folder / name
    texts = folder / "texts"
    if not texts.exists():
        make_texts(texts, 6)
    names, definitions, marks = class_settings(protocol)
    new = NewProject(
        path,
        texts,
        names,
        "ann",
        kind="text",
        protocol=protocol.text,
        definitions=definitions,
        marks=marks,
        source=protocol if source else None,
    )
    create_project(new, folder / "home")
    return path


@contextlib.contextmanager
def at(path: Path, annotator: str = "") -> Iterator[Desk]:
    """An open project without its worker; the pool is known already."""
    desk = Desk(path, annotator)
    try:
        desk.project._arrivals.refill_queue()
        yield desk
    finally:
        desk.project.close()


def state_of(path: Path) -> State:
    file = open_project(path, look_only=True)
    try:
        return fold(list(read_events(file.connection)), body_reader(file.connection))
    finally:
        close_file(file)


def sent(path: Path) -> Protocol:
    out = path.with_suffix(".back.md")
    export_protocol(path, out)
    protocol, remarks = read_protocol_file(out)
    assert not [remark for remark in remarks if "not known" not in remark]
    return protocol


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project whose samples are known."""
    folder = tmp_path_factory.mktemp("listed")
    with Desk(make(folder)) as desk:
        desk.scanned()
    return folder


@pytest.fixture
def path(tmp_path: Path, listed: Path) -> Path:
    shutil.copytree(listed, tmp_path, dirs_exist_ok=True)
    return tmp_path / "p.dal"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with Book(path) as opened:
        yield opened


# -- from a file and back ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "protocol",
    [
        FULL,
        replace(FULL, name="", version="", scale="nominal", reasons=(), extra={}),
        replace(FULL, version="2024-11 draft", text=""),
    ],
)
def test_a_project_made_from_a_file_gives_the_same_file(tmp_path, protocol):
    assert sent(make(tmp_path, protocol)) == protocol


def test_a_file_taken_over_by_an_open_project_comes_out_the_same(tmp_path):
    path = make(tmp_path, Protocol(classes=(ProtocolClass("Severe"), ProtocolClass("None", mark=9))), source=False)
    with Book(path) as book:
        severe = book.id("Severe")
        take_over(book.editing, book.state, FULL, Choices({}, retire_rest=True))
        assert book.names() == ["Mild", "Severe"]
        assert book.id("Severe") == severe
    # The mark of a class that stays in the project is not given a second time.
    assert sent(path) == FULL


def test_what_a_project_always_wrote_it_still_writes(tmp_path):
    protocol = sent(make(tmp_path, FULL, source=False))
    assert (protocol.name, protocol.version, protocol.scale) == ("p", "1", "nominal")
    assert [(r.id, r.words) for r in protocol.reasons] == [(r.id, r.words) for r in BUILT_IN]


def test_broken_fields_in_a_log_are_passed_over():
    strange = {"text": 3, "scale": "ratio", "reasons": [{"id": "a b"}, 7, {"id": "ok", "words": "Fine"}], "extra": [1]}
    record = after(ProtocolRecord(), strange | {"class_extra": {"c": 1}, "version": None, "name": []})
    assert record == ProtocolRecord(text="3", reasons=(Reason("ok", "Fine"),))
    assert after(ProtocolRecord(), record_body(record)) == record


def test_both_sides_of_a_merge_keep_what_they_changed(tmp_path, path):
    other = tmp_path / "other.dal"
    other.write_bytes(path.read_bytes())
    with Book(path) as book:
        book.editing.set_scale("nominal")
    with Book(other, "ben") as book:
        book.editing.set_protocol("## Mild\nTwo dots.")
        book.editing.set_reasons([("glare", "Glare"), ("", "Too dark")])
    merge_projects(path, [other], tmp_path / "home")
    record = state_of(path).protocol_record()
    assert (record.scale, record.text) == ("nominal", "## Mild\nTwo dots.")
    assert [reason.id for reason in record.in_force()] == ["glare", "too-dark"]
    assert state_of(path).protocol_record().extra == FULL.extra


def test_a_copy_that_is_handed_out_has_all_of_it(tmp_path, path):
    with Book(path) as book:
        book.editing.define(book.id("Mild"), "One dot, no more.")
    out = tmp_path / "ben.dal"
    hand_out(path, "ben", out, tmp_path / "home")
    state, whole = state_of(out), state_of(path)
    assert state.is_copy
    assert version_id(state) == version_id(whole)
    assert version_of(state).words() == "Version 4"
    assert state_protocol(state) == state_protocol(whole)


# -- reasons -------------------------------------------------------------------------------------------


def test_reasons_are_added_changed_moved_and_taken_back(book):
    editing = book.editing
    editing.set_reasons([("focus", "Out of focus"), ("", "Zu dunkel"), ("", "Zu  dunkel?"), ("", "暗い")])
    reasons = book.state.protocol_record().in_force()
    assert [reason.words for reason in reasons] == ["Out of focus", "Zu dunkel", "Zu dunkel?", "暗い"]
    assert [reason.id for reason in reasons][:3] == ["focus", "zu-dunkel", "zu-dunkel-2"]
    assert reasons[0].extra == {"code": 7}
    assert book.state.protocol_record().reason_words()["glare"] == "Glare"
    before = book.state.lamport
    editing.set_reasons([(reason.id, reason.words) for reason in reasons])
    assert book.state.lamport == before
    editing.set_reasons([])
    assert book.state.protocol_record().in_force() == BUILT_IN
    assert undo_words(book.state, "ann") == "the reasons"
    for wrong in (
        [("", " ")],
        [("", "a"), ("", "A")],
        [("", "x" * 300)],
        [("", str(n)) for n in range(10)],
        [("", "\u202e")],
    ):
        with pytest.raises(BadArgument):
            editing.set_reasons(wrong)
    assert book.undo()
    assert book.state.protocol_record().in_force() == reasons


def test_answers_use_the_reasons_in_force_and_keep_their_words(tmp_path, path):
    with at(path) as desk:
        project = desk.project
        sample = desk.ready()
        assert project.screen().reasons == (("glare", "Glare"), ("focus", "Blurred"))
        assert not project.not_worth("artefact")
        assert project.not_worth("glare")
        project.editing.set_reasons([("focus", "Blurred")])
        project.edited()
        assert [row.answer.text for row in project.history_rows()] == ["Glare"]
        assert project.screen().reasons == (("focus", "Blurred"),)
        desk.ready()
        assert not project.not_worth("glare")
        project.undo()
        project.wait_saved(5)
        out = tmp_path / "out.csv"
        export_project(path, "csv", out)
        row = next(
            line for line in out.read_text("utf-8-sig").splitlines() if line.startswith(f"{sample},") or sample in line
        )
        assert "not_worth_labelling" in row
        assert "glare" in row


def test_a_reason_in_use_is_not_undone(tmp_path, path):
    with at(path) as desk:
        project = desk.project
        desk.ready()
        project.editing.set_reasons([("", "Too dark")])
        project.edited()
        reason = project.screen().reasons[0][0]
        assert project.not_worth(reason)
        project.wait_saved(5)
    with at(path, "ben") as desk:
        step = desk.project.state.undo["ann"][0]
        desk.project.state.undo["ben"] = [step]
        assert not desk.project.undo()
        assert "Answers were given with “Too dark”." in desk.flashed[-1]


# -- versions ------------------------------------------------------------------------------------------


def test_only_what_annotators_decide_by_makes_another_version(book):
    editing, seen = book.editing, [version_id(book.state)]

    def other(act) -> bool:
        act()
        seen.append(version_id(book.state))
        return seen[-1] != seen[-2]

    record = book.record
    assert not other(lambda: record.add(ev.CLASS, {"op": "colour", "colour": 8}, "ann", answer=book.id("Mild")))
    assert other(lambda: editing.set_protocol(TEXT + "More."))
    assert not other(lambda: editing.set_protocol(TEXT + "More.  \n\n"))
    assert other(lambda: editing.define(book.id("Mild"), "Other."))
    assert other(lambda: editing.add("None"))
    assert other(lambda: editing.rename(book.id("None"), "Nothing"))
    ordinal = [c.id for c in book.state.active_classes()]
    assert other(lambda: editing.reorder((ordinal[1], ordinal[0], ordinal[2])))
    assert other(lambda: editing.set_scale("nominal"))
    assert not other(lambda: editing.reorder(tuple(ordinal)))
    assert other(lambda: editing.set_reasons([("glare", "Reflections")]))
    assert other(lambda: editing.retire(book.id("Nothing")))
    book.undo()
    assert version_id(book.state) == seen[-2]
    assert version_of(book.state).words() == f"Version {3 + 7}"
    assert len(set(seen)) == 9


def test_an_annotation_carries_the_version(path):
    with at(path) as desk:
        first = version_id(desk.project.state)
        desk.label("Mild")
        desk.project.editing.define(desk.id("Mild"), "Two dots.")
        desk.project.edited()
        desk.label("Mild")
        second = version_id(desk.project.state)
        desk.project.wait_saved(5)
        events = sorted(desk.project.state.annotations(), key=lambda e: e.lamport)
        times = [event.utc for event in events]
        state = desk.project.state
    connection = open_project(path, look_only=True)
    try:
        bodies = [
            ev.decode_body(
                connection.connection.execute("SELECT body FROM bodies WHERE writer=? AND seq=?", ev.ref(e)).fetchone()[
                    0
                ]
            )
            for e in events
        ]
    finally:
        close_file(connection)
    assert [body["protocol"] for body in bodies] == [first, second]
    assert [version for version, _, _ in history(state, times)] == [first, second]
    assert {text for _, text, _ in history(state, times)} == {text_id(TEXT)}


def test_labels_of_versions(tmp_path):
    path = make(tmp_path, replace(FULL, version="2024-11"))
    with Book(path) as book:
        assert protocol_view(book.state).version_words == "Version 2024-11"
        book.editing.set_protocol("x")
        book.editing.add("None")
        assert protocol_view(book.state).version_words == "Version 2024-11 and 2 changes"
        assert state_protocol(book.state).version == "2024-11+2"
        take_over(book.editing, book.state, replace(FULL, version="7"), Choices({}))
        view = protocol_view(book.state, "ann")
        assert (view.version_words, view.who, view.undo_words) == ("Version 7", "ann", "importing a protocol")


def test_classes_with_an_order_keep_their_places(book):
    first, second = (c.id for c in book.state.active_classes())
    book.label(1, "Mild")
    book.editing.retire(first)
    given = [type("G", (), {"class_id": first})()]
    assert [c.id for c in levels_of(book.state, given)] == [first, second]
    book.editing.set_scale("nominal")
    assert [c.id for c in levels_of(book.state, given)] == [second, first]


# -- telling -------------------------------------------------------------------------------------------


def ann_and_ben(path: Path) -> None:
    """Both label; then Ann changes the rule of Mild."""
    for who in ("ann", "ben"):
        with at(path, who) as desk:
            for name in ("Mild", "Severe", "Mild"):
                desk.label(name)
            desk.project.wait_saved(5)
    with at(path, "ann") as desk:
        desk.project.editing.set_protocol(TEXT.replace("Any exudate", "Any large exudate"))
        desk.project.wait_saved(5)


def test_everybody_but_the_maker_is_told_once(tmp_path, path):
    ann_and_ben(path)
    assert news(state_of(path), "ann") is None
    assert news(state_of(path), "nobody yet") is None
    with at(path, "ben") as desk:
        project = desk.project
        told = announce(project)
        assert (
            told.words == "The protocol changed: Mild, rule 1." or told.words == "The guideline changed: Mild, rule 1."
        )
        assert told.class_id == desk.id("Mild")
        assert told.again.words == "You labelled 2 samples Mild before this change. Show them again?"
        notice = project.notices.all()[0]
        assert (notice.id, notice.title) == (NOTICE, told.words)
        assert notice.actions[-1] == (GOT_IT, "Got it")
        assert project.unsaved == 0, "telling alone leaves no trace"
        project.serving.review(told.again.places)
        assert desk.project.serving.current.place in told.again.places
        got_it(project)
        assert project.notices.all() == ()
        project.wait_saved(5)
    with at(path, "ben") as desk:
        assert announce(desk.project) is None
    with at(path, "ann") as desk:
        assert announce(desk.project) is None


def test_a_change_that_comes_by_a_merge_is_news_though_work_went_on(tmp_path, path):
    other = tmp_path / "other.dal"
    with at(path, "ben") as desk:
        desk.label("Severe")
        desk.project.wait_saved(5)
    other.write_bytes(path.read_bytes())
    with Book(other, "ann") as book:
        book.editing.rename(book.id("Severe"), "Grave")
    with at(path, "ben") as desk:
        desk.label("Severe")
        desk.project.wait_saved(5)
    merge_projects(path, [other], tmp_path / "home")
    with at(path, "ben") as desk:
        told = announce(desk.project)
        assert "Grave" in told.words
        assert len(told.again.places) == 2


def test_a_change_taken_back_is_no_news(path):
    with at(path, "ben") as desk:
        desk.label("Mild")
        desk.project.wait_saved(5)
    with Book(path, "ann") as book:
        book.editing.set_protocol("Something else.")
        book.undo()
    assert news(state_of(path), "ben") is None


def test_who_changed_it_is_asked_about_own_labels_only(path):
    ann_and_ben(path)
    with at(path, "ann") as desk:
        project = desk.project
        before = protocol_now(project.state)
        project.editing.define(desk.id("Severe"), "A very large one.")
        found = changed(before, protocol_now(project.state))
        assert again(project, found.classes).words.startswith("You labelled 1 sample Severe before")
        before = protocol_now(project.state)
        project.editing.add("None")
        assert again(project, changed(before, protocol_now(project.state)).classes).places == ()
        before = protocol_now(project.state)
        project.editing.set_reasons([("a", "A")])
        assert changed(before, protocol_now(project.state)).classes == ()


# -- taking over a file --------------------------------------------------------------------------------


def test_a_preview_writes_nothing_and_says_what_would_change(book):
    state, heads = book.state, dict(book.state.heads)
    file = Protocol(
        "Other",
        "4",
        "nominal",
        (ProtocolClass("Mild", "1", 4, "Other dots."), ProtocolClass("Grave", "2", 2), ProtocolClass("None", "3")),
        (Reason("dark", "Too dark"),),
        TEXT.replace("exudate", "bleeding"),
    )
    shown = preview(state, state_protocol(state), file, ("Line 3: x",), "other.md", Choices({}))
    assert [(line.name, line.what) for line in shown.classes] == [
        ("Mild", "defined"),
        ("Grave", "new"),
        ("None", "new"),
        ("Severe", "rest"),
    ]
    assert len({line.mark for line in shown.classes}) == 4
    assert [(guess.name, guess.old) for guess in shown.guesses] == [("Grave", "Severe")]
    assert shown.guideline == "Changes: Mild, rule 1."
    assert shown.scale == "Becomes nominal: the classes have no order."
    assert shown.reasons == "Become: Too dark."
    assert (shown.rest, shown.trouble, shown.remarks) == (1, "", ("Line 3: x",))
    assert dict(state.heads) == heads
    severe = book.id("Severe")
    take_over(book.editing, state, file, Choices({"grave": severe}))
    assert book.names() == ["Mild", "Grave", "None"]
    assert book.id("Grave") == severe
    assert undo_words(state, "ann") == "importing a protocol"
    assert book.undo()
    assert state_protocol(state) == FULL
    assert undo_words(state, "ann") == ""
    assert book.redo()
    assert book.names() == ["Mild", "Grave", "None"]


def test_the_same_file_again_changes_nothing(book):
    shown = preview(book.state, FULL, FULL, (), "same.md", Choices({}))
    assert shown.trouble == NOTHING_NEW
    with pytest.raises(BadArgument):
        take_over(book.editing, book.state, FULL, Choices({}))


def test_a_guideline_alone_leaves_the_rest(book):
    take_over(book.editing, book.state, Protocol(text="## Mild\nNew."), Choices({}))
    state = state_protocol(book.state)
    assert replace(state, text=TEXT, version="3") == FULL
    assert state.text == "## Mild\nNew."
    assert state.version == "4"


def test_retired_classes_come_back_by_name_and_too_many_are_refused(book):
    book.editing.retire(book.id("Severe"))
    take_over(book.editing, book.state, FULL, Choices({}))
    assert state_protocol(book.state) == FULL
    many = Protocol(classes=tuple(ProtocolClass(f"Class {n}") for n in range(999)))
    heads = dict(book.state.heads)
    with pytest.raises(BadArgument, match="there would be 1,001"):
        take_over(book.editing, book.state, many, Choices({}))
    assert dict(book.state.heads) == heads


def test_a_file_with_aliases_of_all_kinds_is_read_as_written():
    # Every order of the same classes is the same to who labels, unless they have an order.
    ids = set()
    for classes in itertools.permutations(FULL.classes):
        data = write_protocol(replace(FULL, classes=tuple(replace(c, key="") for c in classes)))
        assert read_protocol(data)[0].classes[0].name == classes[0].name
        ids.add(data)
    assert len(ids) == 2
