"""The Progress page worked out from real project files: what counts, what resets it, and who."""

import json
import re
import shutil
from dataclasses import replace

import numpy as np
import pytest

from desktop_al.core import events as ev
from desktop_al.core.protocol_examples import with_example
from desktop_al.core.state import order_key
from desktop_al.learn.replay import replay
from desktop_al.learn.steps import finish
from desktop_al.learn.stop_advice import advise
from desktop_al.learn.stopping_file import given_json, history_json
from desktop_al.learn.stopping_history import Event
from desktop_al.loop.progress_screen import StopChoices
from desktop_al.loop.progress_words import EMPTY
from desktop_al.loop.stop_choices import plan_of
from desktop_al.loop.stopping import stop
from desktop_al.loop.workshop import Workshop
from desktop_al.store.project_file import close_file, open_project, read_events
from tests.loop.progress.progress_project import POOL, answer, change, page_of, request_of, reset_words, shop_of
from tests.loop.several import SEED, make_study

# -- figures -------------------------------------------------------------------------------------------


def test_sixty_labels(study):
    answer(study, range(60))
    screen = page_of(study, range(60))
    assert (screen.labels, screen.looked_at, screen.next_look, screen.empty) == (60, 50, 75, "")
    assert [one.labels for one in screen.curve.points] == [25, 50]
    assert reset_words(screen) == ""
    assert [row.given for row in screen.by_class] == [30, 30]
    spent = screen.figures[1]
    assert (spent.value, spent.line) == ("4 min", "typically 4.0 s per label")
    assert (screen.measured_seconds.value, screen.measured_seconds.n) == (4.0, 60)
    assert screen.figures[3].line == "No goal is given."
    assert screen.missing == ("hourly cost", "cost of a wrong prediction", "number of future predictions")


@pytest.mark.parametrize("labels", [0, 1, 5, 24])
def test_before_the_first_look_nothing_is_said_that_nothing_supports(study, labels):
    answer(study, range(labels))
    screen = page_of(study, range(labels), choices=StopChoices(hourly_cost=30, currency="€", target=0.9))
    assert (screen.labels, screen.verdict, screen.looked_at, screen.curve.points) == (labels, "too_early", 0, ())
    assert (screen.what_if, screen.criteria, screen.curve.forecast) == ((), (), ())
    if not labels:
        assert screen.empty == screen.grounds == EMPTY.format(labels=25)
        assert screen.figures == ()
    else:
        assert screen.grounds == f"The first look comes at 25 labels; there {'is' if labels == 1 else 'are'} {labels}."
        assert screen.next_look == 25
        assert [one.value for one in screen.figures] == ["–", f"{4 * labels} s" if labels < 15 else "2 min", "–", "–"]
        assert screen.figures[1].line.startswith("€ 0.")


def test_without_times_there_are_no_hours_and_no_money(study):
    """As after an import."""
    answer(study, range(40), active=None)
    screen = page_of(study, range(40), choices=StopChoices(hourly_cost=30))
    assert (screen.figures[1].value, screen.figures[1].line) == ("–", "The log holds no times.")
    assert screen.measured_seconds.value is None
    assert "seconds per label" in screen.missing


def test_strange_times_are_passed_over(study):
    def strange(own):
        for active in (True, "4", -1, 1e300, [4], None):
            yield own.add(ev.ANNOTATION, {"seconds": 5, "active": active}, "ann", study.rows[0].id, study.answer("A"))

    study.write(strange)
    answer(study, range(10), active=8)
    answer(study, range(2), active=2, kind=ev.REPEAT)
    screen = page_of(study, range(10))
    assert (screen.measured_seconds.n, screen.measured_seconds.value) == (12, 8)
    assert screen.figures[1].value == "1 min"


def test_the_page_says_what_the_command_says_of_the_same_history(study):
    """The order of answers is read from the log once more here, the long way."""
    numbers = np.random.default_rng(1).permutation(POOL)[:80].tolist()
    answer(study, numbers[:50])
    change(study, (ev.PROTOCOL, {"text": "Look twice."}, ""))
    answer(study, numbers[50:])
    choices = StopChoices(rule="goal", target=0.6, hourly_cost=30, currency="€")
    workshop = shop_of(study)
    screen = page_of(study, numbers, choices=choices, workshop=workshop)
    labelled = finish(workshop.prepared(request_of(study, numbers).round))
    file = open_project(study.path, look_only=True)
    log = sorted((e for e in read_events(file.connection) if e.kind == ev.ANNOTATION), key=order_key)
    close_file(file)
    place = {row.id: row.i for row in study.rows}
    first = list(dict.fromkeys(place[event.sample] for event in log))
    rank = np.argsort([first.index(at) for at in labelled.answered.tolist()])
    given = replace(labelled.given, labelled=labelled.given.labelled[rank], labels=labelled.given.labels[rank],
                    weights=labelled.given.weights[rank], seed=SEED)  # fmt: skip
    found = finish(replay(given, np.arange(1, 81), [Event(50, "protocol")], list(study.ids), {}))
    newest = replace(found.history.checkpoints[-1], left=labelled.left)
    history = replace(found.history, checkpoints=(*found.history.checkpoints[:-1], newest))
    plan = plan_of(choices, (4.0, 4.0, 4.0), False)
    said = stop(given_json(json.loads(json.dumps(history_json(history, plan)))))
    # The page counts from the labels of now, the command from those of the newest checkpoint.
    assert (screen.verdict, screen.words) == (said["verdict"], said["words"])
    assert screen.grounds == said["grounds"].replace("75, but only 20 samples are left", "80")
    assert screen.looked_at == said["labels"] == 75
    assert [p.labels for p in screen.curve.points] == [one["labels"] for one in said["curve"]]
    assert [p.accuracy.value for p in screen.curve.points] == [one["accuracy"]["value"] for one in said["curve"]]
    assert [row.recall.value for row in screen.by_class] == [one["recall"]["value"] for one in said["classes"]]
    assert [row.holds for row in screen.criteria] == [row["holds"] for row in said["criteria"].values()]
    assert set(said["remarks"]) - set(screen.rests_on) <= {row.recall.reason for row in screen.by_class}
    assert advise(history, plan).words == screen.words


def add_class(name):
    return ev.CLASS, {"op": "add", "name": name, "colour": 5}, f"c{name}"


def of_class(study, which, **body):
    return ev.CLASS, body, study.ids[which]


# -- resets --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda study: [add_class("C")], "A class was added at 30"),
        (lambda study: [(ev.PROTOCOL, {"text": "Look twice."}, "")], "The protocol changed at 30"),
        (lambda study: [of_class(study, "B", op="rename", name="Bank")], ""),
        (lambda study: [of_class(study, "B", op="colour", colour=7)], ""),
        (lambda study: [of_class(study, "B", op="define", definition="Only pumps.")], "The protocol changed at 30"),
        (lambda study: [(ev.CLASS, {"op": "order", "order": list(study.ids.values())[::-1]}, "")], ""),
        (lambda study: [of_class(study, "B", op="retire"), of_class(study, "B", op="retire", retired=False)], ""),
        (lambda study: [(ev.PROTOCOL, {"text": "x"}, ""), (ev.PROTOCOL, {"text": ""}, "")], ""),
        (lambda study: [(ev.ROUND, {"pool": 80}, ""), (ev.ROUND, {"pool": 96}, "")], "New samples came in at 30"),
        (lambda study: [(ev.ROUND, {"pool": 96}, ""), (ev.ROUND, {"pool": POOL}, "")], ""),
        (lambda study: [(ev.ROUND, {"pool": 80}, ""), (ev.ROUND, {"pool": 40}, "")], ""),
    ],
)  # fmt: skip
def test_what_resets_and_what_does_not(study, made, said):
    answer(study, range(30))
    change(study, *made(study))
    answer(study, range(30, 60))
    screen = page_of(study, range(60))
    assert reset_words(screen) == said
    assert [one.labels for one in screen.curve.points] == ([55] if said else [25, 50])
    assert screen.next_look == (80 if said else 75)


def test_a_change_after_the_last_answer_resets_at_once(study):
    answer(study, range(60))
    change(study, (ev.PROTOCOL, {"text": "Look twice."}, ""))
    screen = page_of(study, range(60))
    assert screen.verdict == "too_early"
    assert screen.grounds.startswith("The protocol changed at 60 labels")
    assert (screen.curve.points, screen.what_if, screen.next_look) == ((), (), 85)


def test_before_the_first_label_nothing_resets(study):
    new = [(ev.ROUND, {"pool": 50}, ""), (ev.ROUND, {"pool": 80}, "")]
    change(study, add_class("C"), (ev.PROTOCOL, {"text": "Look twice."}, ""), *new)
    answer(study, range(30))
    screen = page_of(study, range(30))
    assert reset_words(screen) == ""
    assert screen.looked_at == 25


def test_a_change_taken_back_before_the_next_answer_resets_nothing(study):
    answer(study, range(30))

    def made(own):
        event = own.add(ev.PROTOCOL, {"text": "Look twice."}, "ann")
        yield event
        yield own.add(ev.RETRACT, {"targets": [[event.event.writer.hex(), event.event.seq, event.event.seq]]}, "ann")

    study.write(made)
    answer(study, range(30, 60))
    assert reset_words(page_of(study, range(60))) == ""


def test_an_example_more_resets_nothing(study):
    change(study, (ev.PROTOCOL, {"text": "## A\n\nOne dot.\n\n## B\n\nTwo dots.\n"}, ""))
    answer(study, range(30))
    with_one = with_example("## A\n\nOne dot.\n\n## B\n\nTwo dots.\n", "A", "t003", "Clear", names=("A", "B"))
    change(study, (ev.PROTOCOL, {"text": with_one}, ""))
    answer(study, range(30, 50))
    against = with_example(with_one, "B", "t005", "", True, ("A", "B"))
    change(study, (ev.PROTOCOL, {"text": with_example(against, "A", "t004", "", names=("A", "B"))}, ""))
    answer(study, range(50, 60))
    assert reset_words(page_of(study, range(60))) == ""
    change(study, (ev.PROTOCOL, {"text": against.replace("Two dots", "Three dots")}, ""))
    assert reset_words(page_of(study, range(60))) == "The protocol changed at 60"


def test_a_retired_class_changes_the_protocol(study):
    three = make_study(study.path.parent / "three", 60, ("A", "B", "C"), audit_share=0.3)
    answer(three, range(30))
    change(three, of_class(three, "C", op="retire"))
    answer(three, [n for n in range(30, 60) if n % 3 != 2])
    kept = [n for n in range(60) if n % 3 != 2]
    screen = page_of(three, kept, names=["A", "B"])
    assert screen.labels == 40
    # Of the thirty labels at the change twenty still count.
    assert reset_words(screen) == "The protocol changed at 20"


def test_the_newest_of_several_resets_counts(study):
    answer(study, range(20))
    change(study, add_class("C"))
    answer(study, range(20, 40))
    change(study, (ev.PROTOCOL, {"text": "Look twice."}, ""))
    answer(study, range(40, 50))
    screen = page_of(study, range(50), names=["A", "B", "C"])
    assert screen.grounds.startswith("The protocol changed at 40 labels")
    assert (screen.looked_at, screen.curve.points, screen.next_look) == (0, (), 65)
    assert screen.by_class[2].recall.value is None


# -- several annotators --------------------------------------------------------------------------------


def test_in_a_blind_study_one_sees_only_ones_own(study):
    answer(study, range(40), "Bo", active=60)
    change(study, (ev.PROTOCOL, {"text": "Look twice."}, ""))
    answer(study, range(30), "ann")
    own = page_of(study, range(30), own_only=True)
    assert (own.labels, own.measured_seconds.value, own.measured_seconds.n) == (30, 4.0, 30)
    assert reset_words(own) == "", "the guideline was that one from ann's first answer on"
    assert not any("agree on" in one for one in own.rests_on)
    everybody = page_of(study, range(40))
    assert everybody.measured_seconds.n == 70
    assert any("Annotators agree on 100.0 %" in one for one in everybody.rests_on)


def test_two_who_disagree_set_the_ceiling(study):
    answer(study, range(60))
    assert not any("agree on" in one for one in page_of(study, range(60)).rests_on)
    study.label("Bo", lambda n, name: "AB"["AB".index(name) ^ (n % 3 == 0)])
    said = [one for one in page_of(study, range(60)).rests_on if "agree on" in one]
    share = float(re.search(r"agree on ([\d.]+) %", said[0]).group(1))
    assert 50 < share < 85


def test_the_order_of_merging_changes_nothing(study):
    """Two files with the same chains in another order of rows give the same page."""
    answer(study, range(25))
    answer(study, range(20, 45), "Bo")
    answer(study, range(45, 60), "Cleo")
    turned = replace(study, path=study.path.with_name("turned.dal"))
    for end in ("", ".features"):
        for file in study.path.parent.glob(f"study.dal{end}*"):
            shutil.copy(file, file.with_name(file.name.replace("study.dal", "turned.dal")))
    file = open_project(turned.path)
    rows = file.connection.execute("SELECT * FROM events ORDER BY n DESC").fetchall()
    (trigger,) = file.connection.execute("SELECT sql FROM sqlite_master WHERE name='events_no_delete'").fetchone()
    file.connection.executescript("DROP TRIGGER events_no_delete; DELETE FROM events;" + trigger)
    for n, row in enumerate(rows):
        file.connection.execute(f"INSERT INTO events VALUES ({','.join('?' * len(row))})", (1000 + n, *row[1:]))
    file.connection.commit()
    close_file(file)
    assert page_of(turned, range(60)) == page_of(study, range(60))


# -- find all ------------------------------------------------------------------------------------------


def test_all_of_a_class_are_looked_for(study):
    answer(study, range(60))
    screen = page_of(study, range(60), wanted=1)
    assert (screen.find_all.index, screen.find_all.found, screen.find_all.screened) == (1, 30, 60)
    assert screen.find_all.pool == POOL
    assert "not passed yet" in screen.find_all.words
    assert screen.verdict == "keep_going"
    none = page_of(study, range(0, 60, 2), wanted=1)
    assert (none.find_all.found, none.verdict) == (0, "too_early")
    answer(study, range(60, POOL))
    every = page_of(study, range(POOL), wanted=1)
    assert every.find_all.done
    assert every.verdict == "can_stop"


def test_labels_that_are_not_on_disk_yet_count_as_the_newest(study):
    answer(study, range(40))
    screen = page_of(study, range(45), wanted=1)
    assert screen.labels == 45
    assert (screen.find_all.found, screen.find_all.screened, screen.find_all.pool) == (22, 45, POOL)
    assert screen.measured_seconds.n == 40


def test_samples_that_are_not_on_disk_yet(study):
    """New files were found, and the first of them answered, before anything of that is written."""
    (study.folder / "zzz.txt").write_text("valve pump leak", "utf-8")
    try:
        new = study.rows[-1]._replace(i=POOL, id=b"n" * 16, path="zzz.txt")
        wider = replace(study, rows=(*study.rows, new))
        answer(study, range(30))
        workshop = Workshop(study.setup())
        workshop.know(0, wider.rows)
        screen = page_of(wider, [*range(30), POOL], workshop=workshop)
    finally:
        (study.folder / "zzz.txt").unlink()
    assert screen.labels == 31


def test_what_is_left_is_that_of_now(study):
    """The newest look was at 75 labels, and there are no more to come."""
    answer(study, range(POOL))
    screen = page_of(study, range(POOL))
    assert screen.looked_at == 100
    file_of_few = make_study(study.path.parent / "few", 60, audit_share=1.0)
    answer(file_of_few, range(60))
    whole = page_of(file_of_few, range(60))
    assert whole.looked_at == 50
    assert not any("more" in row.more for row in whole.what_if)
    assert whole.curve.stop_at is None
